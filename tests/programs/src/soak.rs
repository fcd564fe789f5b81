//! `soak`: thousands of stops while random requests fail.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use tingji_tests::Tally;
use tingji_tests::soak::{SoakOptions, SoakResult, soak};

/// Maximum growth of memory after the first tenth of the stops, in KiB. A leak of one page for each stop would
/// be ten times as much.
const MAX_GROWTH_KIB: u64 = 8 << 10;

/// Arguments of `cargo xtask soak`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Number of stops
    #[arg(long, default_value_t = 20_000)]
    stops: usize,
    /// Share of the requests that fail, from 0 to 1
    #[arg(long, default_value_t = 0.05)]
    rate: f64,
    /// Seed of the random failures; by default a new one for each run
    #[arg(long)]
    seed: Option<u64>,
}

/// Runs the stops and prints the result. Each stop counts as one check.
pub(crate) fn run(options: &Options) -> Tally {
    let seed = options.seed.unwrap_or_else(any_seed);
    println!("seed {seed}");
    let mut memory = Memory::default();
    let plan = SoakOptions { stops: options.stops, rate: options.rate, seed };
    let mut tally = Tally::default();
    match soak(plan, |so_far| memory.measure(so_far.stops, options.stops)) {
        Ok(result) => {
            print_result(&result);
            tally.passed = result.stops.saturating_sub(result.violations.len());
            tally.failures = result.violations;
        }
        Err(why) => tally.failures.push(why),
    }
    println!("{}", memory.describe());
    tally.failures.extend(memory.problem());
    tally.failures.iter().for_each(|failure| println!("FAILED (seed {seed}) {failure}"));
    tally
}

fn print_result(result: &SoakResult) {
    println!("{} requests, {} of them failed", result.requests, result.faults);
    let outcomes: Vec<_> =
        result.outcomes.iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
    println!("{} stops: {}", result.stops, outcomes.join(", "));
    println!("{} false outcomes", result.violations.len());
}

#[expect(clippy::disallowed_methods, reason = "the time is only a seed, which is printed")]
fn any_seed() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::from(since.subsec_nanos()) ^ since.as_secs()
}

/// Memory of the process after a tenth of the stops, after half, and at the end. Each entry has the number of
/// stops, the resident memory and its peak in KiB. Empty on a system without `/proc`.
#[derive(Debug, Default)]
struct Memory(Vec<(usize, u64, u64)>);

impl Memory {
    fn measure(&mut self, done: usize, all: usize) {
        let due = [all / 10, all / 2, all];
        if due.get(self.0.len()).is_some_and(|due| done >= *due)
            && let (Some(resident), Some(peak)) = (status("VmRSS:"), status("VmHWM:"))
        {
            self.0.push((done, resident, peak));
        }
    }

    fn describe(&self) -> String {
        if self.0.is_empty() {
            return "memory: not measured, because /proc/self/status does not exist".to_owned();
        }
        let points = self
            .0
            .iter()
            .map(|(done, resident, peak)| format!("{resident} KiB after {done} stops (peak {peak} KiB)"));
        format!("memory: {}", points.collect::<Vec<_>>().join(", "))
    }

    fn problem(&self) -> Option<String> {
        let (_, before, _) = self.0.first()?;
        let (_, after, _) = self.0.last()?;
        let growth = after.saturating_sub(*before);
        if growth > MAX_GROWTH_KIB {
            Some(format!("memory grew by {growth} KiB, from {before} KiB"))
        } else {
            None
        }
    }
}

/// A field of `/proc/self/status`, in KiB.
fn status(field: &str) -> Option<u64> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(field))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growing_memory_is_a_problem() {
        let flat = Memory(vec![(10, 9000, 9000), (50, 9100, 9500), (100, 9000, 9500)]);
        assert_eq!(flat.problem(), None);
        assert!(flat.describe().ends_with("9000 KiB after 100 stops (peak 9500 KiB)"));
        let leaking = Memory(vec![(10, 9000, 9000), (50, 50_000, 50_000), (100, 90_000, 90_000)]);
        assert_eq!(leaking.problem().as_deref(), Some("memory grew by 81000 KiB, from 9000 KiB"));
        assert_eq!(Memory::default().problem(), None);
    }
}
