//! Fleets that are stopped and confirmed against the sandbox, which is another process.

mod sdk;
mod single;
mod stage;

use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde_json::json;
use tingji_sandbox::Cloud;

use super::{Row, bench_program};
use crate::process;

use stage::Stage;

/// The sizes; what is promised is of the last.
const SIZES: [usize; 3] = [100, 1_000, 10_000];
/// The vendor's most for one look: ids at once, or rows of a page where there is no look by ids. UAI's pages
/// name no most; a hundred is what this project asks for.
const fn page(cloud: Cloud) -> usize {
    match cloud {
        Cloud::Huaweicloud => 1024,
        Cloud::Ucloud | Cloud::Compshare | Cloud::Bce | Cloud::Volcengine => 100,
    }
}

/// The vendor's most for one batch of stops, which this project does not send; none where there is no batch,
/// or no page that tells its size.
const fn batch(cloud: Cloud) -> Option<usize> {
    match cloud {
        Cloud::Bce | Cloud::Volcengine => Some(100),
        Cloud::Ucloud | Cloud::Compshare | Cloud::Huaweicloud => None,
    }
}

/// How long the sandbox takes to stop an instance, in milliseconds.
const TRANSITION: u64 = 400;
/// The first pause between two looks, and the longest.
const PAUSES: (u64, u64) = (200, 1_000);
/// So many stops are under way at once, as in the command.
const PARALLEL: usize = 16;

/// What a fleet took.
#[derive(Debug)]
struct Run {
    cloud: Cloud,
    size: usize,
    requests: u64,
    told: Told,
}

/// What the client says of itself.
#[derive(Debug, Deserialize)]
struct Told {
    /// How often the one was looked at that was looked at most often.
    most_looks: usize,
    wall_s: f64,
    cpu_s: f64,
    peak_kib: Option<f64>,
}

impl Run {
    /// A stop for each, and each page for each poll.
    fn needed(&self) -> f64 {
        (self.size + self.looks()) as f64
    }

    fn looks(&self) -> usize {
        self.size.div_ceil(page(self.cloud)) * self.told.most_looks
    }

    /// The same with the vendor's batches.
    fn needed_in_batches(&self) -> String {
        let in_batches = |batch| (self.size.div_ceil(batch) + self.looks()).to_string();
        batch(self.cloud).map_or_else(String::new, in_batches)
    }

    fn excess(&self) -> f64 {
        self.requests as f64 / self.needed()
    }

    /// Microseconds.
    fn cpu_of_a_request(&self) -> f64 {
        self.told.cpu_s * 1e6 / self.requests as f64
    }

    fn note(&self) -> String {
        let Told { most_looks, wall_s, cpu_s, peak_kib } = &self.told;
        format!(
            "| {} | {} | {most_looks} | {:.0} | {} | {} | {:.3} | {cpu_s:.3} s | {:.1} µs | {wall_s:.2} s | {:.1} MiB |",
            self.cloud,
            self.size,
            self.needed(),
            self.needed_in_batches(),
            self.requests,
            self.excess(),
            self.cpu_of_a_request(),
            peak_kib.unwrap_or(f64::NAN) / 1024.0
        )
    }
}

/// The rows, and the lines of a table of all runs.
pub(super) fn rows() -> Result<(Vec<Row>, Vec<String>), String> {
    let (program, tingji) = (bench_program()?, super::build::command()?);
    let (mut rows, mut notes) = (Vec::new(), HEAD.map(str::to_owned).to_vec());
    let mut times = TIMES.map(str::to_owned).to_vec();
    for cloud in Cloud::ALL {
        let runs = SIZES.iter().map(|&size| best(&tingji, &program, cloud, size));
        let runs = runs.collect::<Result<Vec<_>, _>>()?;
        notes.extend(runs.iter().map(Run::note));
        times.push(times_note(cloud, &runs));
        rows.extend(judge(cloud, &runs));
    }
    let (faster, sdks) = sdk::rows(&tingji, &program)?;
    rows.extend(faster);
    notes.extend(sdks);
    notes.extend(times);
    rows.extend(single::rows(&tingji)?);
    Ok((rows, notes))
}

const HEAD: [&str; 2] = [
    "| cloud | instances | polls | requests needed | with batches | sent | ratio | processor time | of a request | \
     by the clock | peak memory |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
];

const TIMES: [&str; 5] = [
    "",
    "The same times beside the fleet's size. What a stop takes among ten thousand, by the clock and of the \
     processor, is told as a multiple of what it takes among a hundred and among a thousand:",
    "",
    "| cloud | 100 | 1000 | 10000 | a stop, to 100 | to 1000 | processor, 100 | 1000 | 10000 | a stop, to 100 | \
     to 1000 |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
];

/// All times of a cloud, and how they grow.
fn times_note(cloud: Cloud, runs: &[Run]) -> String {
    let kinds: [fn(&Told) -> f64; 2] = [|told| told.wall_s, |told| told.cpu_s];
    let half = |of: fn(&Told) -> f64| {
        let times = runs.iter().map(|run| format!("{:.3} s", of(&run.told)));
        times.chain(growth(runs, of).iter().map(|times| format!("{times:.2} ×"))).collect::<Vec<_>>()
    };
    format!("| {cloud} | {} |", kinds.map(half).concat().join(" | "))
}

/// What one stop of the largest fleet takes, as a multiple of what it takes in each smaller one.
fn growth(runs: &[Run], of: fn(&Told) -> f64) -> Vec<f64> {
    let each = |run: &Run| of(&run.told) / run.size as f64;
    let [smaller @ .., largest] = runs else { return Vec::new() };
    smaller.iter().map(|run| each(largest) / each(run)).collect()
}

fn judge(cloud: Cloud, runs: &[Run]) -> Vec<Row> {
    let [.., largest] = runs else { return Vec::new() };
    let what = |what: &str| format!("{cloud}, {} stops confirmed, {what}", largest.size);
    let slower = |of: fn(&Told) -> f64| growth(runs, of).into_iter().fold(f64::NAN, f64::max);
    let excess = runs.iter().map(Run::excess).fold(f64::NAN, f64::max);
    let mut rows = vec![
        Row::at_most(what("requests to those needed (the worst of all sizes)"), excess, 1.05, "×"),
        Row::at_most(what("processor time of a request"), largest.cpu_of_a_request(), 60.0, "µs"),
        Row::at_most(
            what("time of a stop to that among 100 or 1000, the worse"),
            slower(|told| told.wall_s),
            1.2,
            "×",
        ),
        Row::at_most(
            what("processor time of a stop to that among 100 or 1000, the worse"),
            slower(|told| told.cpu_s),
            1.2,
            "×",
        ),
    ];
    if let Some(kib) = largest.told.peak_kib {
        rows.push(Row::at_most(what("peak memory"), kib / 1024.0, 64.0, "MiB"));
    }
    rows
}

/// The run of three that took the least processor time: other programs only ever add to it.
fn best(tingji: &Path, program: &Path, cloud: Cloud, size: usize) -> Result<Run, String> {
    let runs = (0..3).map(|_| run(tingji, program, cloud, size)).collect::<Result<Vec<_>, _>>()?;
    let best = runs.into_iter().min_by(|one, other| one.told.cpu_s.total_cmp(&other.told.cpu_s));
    best.ok_or_else(|| "no run".to_owned())
}

/// Stops a fleet with the library, and asks the sandbox what came of it.
fn run(tingji: &Path, program: &Path, cloud: Cloud, size: usize) -> Result<Run, String> {
    let stage = Stage::new(tingji, cloud, size, TRANSITION)?;
    let task = json!({
        "cloud": cloud,
        "env": stage.announcement["env"],
        "ids": stage.ids,
        "first_pause_ms": PAUSES.0,
        "longest_pause_ms": PAUSES.1,
        "parallel": PARALLEL,
        "at_the_vendors_pace": false,
    });
    let output = process::run_with_input(Command::new(program).arg("fleet"), &task.to_string())?;
    if !output.status.success() {
        return Err(format!("tingji-bench fleet: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let told = serde_json::from_slice(&output.stdout).map_err(|error| format!("tingji-bench: {error}"))?;
    let requests = stage.requests()?;
    stage.all_stopped_once()?;
    Ok(Run { cloud, size, requests, told })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(size: usize, requests: u64, wall_s: f64, cpu_s: f64) -> Run {
        let told = Told { most_looks: 3, wall_s, cpu_s, peak_kib: Some(1024.0) };
        Run { cloud: Cloud::Bce, size, requests, told }
    }

    #[test]
    fn what_is_needed_is_a_stop_for_each_and_a_request_for_each_page_of_each_poll() {
        let run = ran(250, 0, 0.0, 0.0);
        assert_eq!(run.needed().to_bits(), 259.0_f64.to_bits());
        assert_eq!(run.needed_in_batches(), "12");
        let at_huawei = Run { cloud: Cloud::Huaweicloud, ..run };
        assert_eq!(at_huawei.needed().to_bits(), 253.0_f64.to_bits());
        assert_eq!(at_huawei.needed_in_batches(), "");
    }

    #[test]
    fn times_are_told_for_each_size_with_how_they_grow() {
        let runs = [ran(100, 0, 1.0, 0.01), ran(1000, 0, 5.0, 0.1), ran(10_000, 0, 100.0, 0.5)];
        let line = "| bce | 1.000 s | 5.000 s | 100.000 s | 1.00 × | 2.00 × | \
                    0.010 s | 0.100 s | 0.500 s | 0.50 × | 0.50 × |";
        assert_eq!(times_note(Cloud::Bce, &runs), line);
    }

    #[test]
    fn a_fleet_that_asks_more_or_takes_longer_than_its_size_falls_short() {
        let good = [ran(1000, 1030, 1.0, 0.05), ran(10_000, 10_300, 10.0, 0.5)];
        assert!(judge(Cloud::Bce, &good).iter().all(Row::is_good));
        let bad = [ran(1000, 1030, 1.0, 0.01), ran(10_000, 11_000, 13.0, 0.9)];
        let rows = judge(Cloud::Bce, &bad);
        assert_eq!(rows.iter().map(Row::is_good).collect::<Vec<_>>(), [false, false, false, false, true]);
    }
}
