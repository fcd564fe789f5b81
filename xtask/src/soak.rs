//! `soak`: thousands of stops while requests go wrong by chance.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use tingji_tests::Tally;
use tingji_tests::soak::{SoakOptions, SoakResult, soak};

/// Memory may grow by so much, in KiB, after a tenth of the stops; a leak of one page for each stop
/// would be ten times as much.
const MOST_GROWTH: u64 = 8 << 10;

/// What the command can be told.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// How many stops
    #[arg(long, default_value_t = 20_000)]
    stops: usize,
    /// How many of the requests go wrong, from 0 to 1
    #[arg(long, default_value_t = 0.05)]
    rate: f64,
    /// What chance is drawn from; another one each time if absent
    #[arg(long)]
    seed: Option<u64>,
}

/// Runs it and prints what came of it. Each stop is a case.
pub(crate) fn run(options: &Options) -> Tally {
    let seed = options.seed.unwrap_or_else(any_seed);
    println!("seed {seed}");
    let mut memory = Memory::default();
    let plan = SoakOptions { stops: options.stops, rate: options.rate, seed };
    let mut tally = Tally::default();
    match soak(plan, |so_far| memory.measure(so_far.stops, options.stops)) {
        Ok(result) => {
            tell(&result);
            tally.passed = result.stops.saturating_sub(result.violations.len());
            tally.failures = result.violations;
        }
        Err(why) => tally.failures.push(why),
    }
    println!("{}", memory.told());
    tally.failures.extend(memory.complaint());
    tally.failures.iter().for_each(|failure| println!("FAILED (seed {seed}) {failure}"));
    tally
}

fn tell(result: &SoakResult) {
    println!("{} requests, {} of them gone wrong", result.requests, result.faults);
    let outcomes: Vec<_> =
        result.outcomes.iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
    println!("{} stops: {}", result.stops, outcomes.join(", "));
    println!("{} false outcomes", result.violations.len());
}

#[expect(clippy::disallowed_methods, reason = "a seed like any other, which is printed")]
fn any_seed() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::from(since.subsec_nanos()) ^ since.as_secs()
}

/// What the process takes, in KiB, after a tenth of the stops, after half, and at the end; nothing
/// where the system has no `/proc`.
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

    fn told(&self) -> String {
        if self.0.is_empty() {
            return "memory: not measured, as there is no /proc/self/status".to_owned();
        }
        let points = self
            .0
            .iter()
            .map(|(done, resident, peak)| format!("{resident} KiB after {done} stops (peak {peak} KiB)"));
        format!("memory: {}", points.collect::<Vec<_>>().join(", "))
    }

    fn complaint(&self) -> Option<String> {
        let ((_, before, _), (_, after, _)) = (self.0.first()?, self.0.last()?);
        let growth = after.saturating_sub(*before);
        (growth > MOST_GROWTH).then(|| format!("memory grew by {growth} KiB, from {before} KiB"))
    }
}

fn status(field: &str) -> Option<u64> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(field))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_that_grows_is_told_and_memory_that_does_not_is_fine() {
        let flat = Memory(vec![(10, 9000, 9000), (50, 9100, 9500), (100, 9000, 9500)]);
        assert_eq!(flat.complaint(), None);
        assert!(flat.told().ends_with("9000 KiB after 100 stops (peak 9500 KiB)"));
        let leaking = Memory(vec![(10, 9000, 9000), (50, 50_000, 50_000), (100, 90_000, 90_000)]);
        assert_eq!(leaking.complaint().as_deref(), Some("memory grew by 81000 KiB, from 9000 KiB"));
        assert_eq!(Memory::default().complaint(), None);
    }
}
