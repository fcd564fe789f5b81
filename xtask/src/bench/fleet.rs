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
/// So many instances a look covers, by ids or as a page of the list: each vendor's most, and of
/// Baidu's and Huawei's longer pages what this project asks for.
const PAGE: usize = 100;
/// How long the sandbox takes to stop an instance, in milliseconds.
const TRANSITION: u64 = 400;
/// The first pause between two looks, and the longest.
const PAUSES: (u64, u64) = (200, 1_000);
/// So many stops are under way at once, as in the command.
const PARALLEL: usize = 16;

/// What a fleet took.
#[derive(Debug)]
struct Run {
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
        (self.size + self.size.div_ceil(PAGE) * self.told.most_looks) as f64
    }

    fn excess(&self) -> f64 {
        self.requests as f64 / self.needed()
    }

    /// Microseconds.
    fn cpu_of_a_request(&self) -> f64 {
        self.told.cpu_s * 1e6 / self.requests as f64
    }

    fn note(&self, cloud: Cloud) -> String {
        let Told { most_looks, wall_s, cpu_s, peak_kib } = &self.told;
        format!(
            "| {cloud} | {} | {most_looks} | {:.0} | {} | {:.3} | {cpu_s:.3} s | {:.1} µs | {wall_s:.2} s | {:.1} MiB |",
            self.size,
            self.needed(),
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
    for cloud in Cloud::ALL {
        let runs = SIZES.iter().map(|&size| best(&tingji, &program, cloud, size));
        let runs = runs.collect::<Result<Vec<_>, _>>()?;
        notes.extend(runs.iter().map(|run| run.note(cloud)));
        rows.extend(judge(cloud, &runs));
    }
    let (faster, sdks) = sdk::rows(&tingji, &program)?;
    rows.extend(faster);
    notes.extend(sdks);
    rows.extend(single::rows(&tingji)?);
    Ok((rows, notes))
}

const HEAD: [&str; 2] = [
    "| cloud | instances | polls | requests needed | sent | ratio | processor time | of a request | by the clock | \
     peak memory |",
    "|---|---|---|---|---|---|---|---|---|---|",
];

fn judge(cloud: Cloud, runs: &[Run]) -> Vec<Row> {
    let [.., smaller, largest] = runs else { return Vec::new() };
    let what = |what: &str| format!("{cloud}, {} stops confirmed, {what}", largest.size);
    let each = |run: &Run, whole: f64| whole / run.size as f64;
    let slower = |of: fn(&Told) -> f64| each(largest, of(&largest.told)) / each(smaller, of(&smaller.told));
    let excess = runs.iter().map(Run::excess).fold(f64::NAN, f64::max);
    let mut rows = vec![
        Row::at_most(what("requests to those needed (the worst of all sizes)"), excess, 1.05, "×"),
        Row::at_most(what("processor time of a request"), largest.cpu_of_a_request(), 60.0, "µs"),
        Row::at_most(what("time of a stop to that among 1000"), slower(|told| told.wall_s), 1.2, "×"),
        Row::at_most(
            what("processor time of a stop to that among 1000"),
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
    let output = process::feed(Command::new(program).arg("fleet"), &task.to_string())?;
    if !output.status.success() {
        return Err(format!("tingji-bench fleet: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let told = serde_json::from_slice(&output.stdout).map_err(|error| format!("tingji-bench: {error}"))?;
    let requests = stage.requests()?;
    stage.all_stopped_once()?;
    Ok(Run { size, requests, told })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(size: usize, requests: u64, wall_s: f64, cpu_s: f64) -> Run {
        Run { size, requests, told: Told { most_looks: 3, wall_s, cpu_s, peak_kib: Some(1024.0) } }
    }

    #[test]
    fn what_is_needed_is_a_stop_for_each_and_a_request_for_each_page_of_each_poll() {
        assert_eq!(ran(250, 0, 0.0, 0.0).needed().to_bits(), 259.0_f64.to_bits());
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
