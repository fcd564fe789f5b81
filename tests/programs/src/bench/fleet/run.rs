//! [`FleetRun`]: one run of the library that stops a fleet, with its cost.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde_json::json;
use tingji_sandbox::Cloud;
use tingji_tests::process;

use super::sandbox_process::SandboxProcess;

/// Time that the sandbox takes to stop an instance, in milliseconds.
pub(super) const TRANSITION_MS: u64 = 400;
/// First pause between two polls, in milliseconds.
const FIRST_PAUSE_MS: u64 = 200;
/// Longest pause between two polls, in milliseconds.
const LONGEST_PAUSE_MS: u64 = 1_000;
/// Stops that run concurrently, as many as in the command.
const PARALLEL: usize = 16;
/// Runs of each fleet. Only the one with the least processor time counts.
const RUNS: usize = 3;

/// A finished run.
#[derive(Debug)]
pub(super) struct FleetRun {
    pub(super) cloud: Cloud,
    /// Number of instances.
    pub(super) size: usize,
    /// Requests that the sandbox received.
    pub(super) requests: u64,
    pub(super) cost: FleetCost,
}

/// Cost of a run, as the program `tingji-bench` reports it.
#[derive(Debug, Deserialize)]
pub(super) struct FleetCost {
    /// The largest number of polls of any instance.
    pub(super) max_polls: usize,
    pub(super) wall_s: f64,
    pub(super) cpu_s: f64,
    pub(super) peak_kib: Option<f64>,
}

/// The vendors' maximum numbers of instances in one request, by cloud: for a list, and for a batch of stops.
///
/// The maximum of a list applies to the ids, or to the rows of a page where the vendor has no query by ids. UAI
/// documents no maximum for its pages; 100 is this project's page size. This project sends no batch; `None` means
/// a vendor without a batch, or without a documented maximum.
const MAX_INSTANCES: [(&str, usize, Option<usize>); 5] = [
    ("ucloud", 100, None),
    ("compshare", 100, None),
    ("bce", 100, Some(100)),
    ("volcengine", 100, Some(100)),
    ("huaweicloud", 1024, None),
];

/// Maximum numbers of instances for a list and for a batch of stops; 1 and none for an unlisted cloud.
fn max_instances(cloud: Cloud) -> (usize, Option<usize>) {
    let entry = MAX_INSTANCES.iter().find(|(name, ..)| *name == cloud.name());
    entry.map_or((1, None), |(_, list, batch)| (*list, *batch))
}

impl FleetRun {
    /// Number of requests that the run needs: a stop for each instance, and the list requests of each poll.
    pub(super) fn needed_requests(&self) -> f64 {
        (self.size + self.poll_requests()) as f64
    }

    fn poll_requests(&self) -> usize {
        self.size.div_ceil(max_instances(self.cloud).0) * self.cost.max_polls
    }

    /// Number of needed requests if stops were sent in the vendor's batches; empty for a vendor without batches.
    fn needed_with_batches(&self) -> String {
        match max_instances(self.cloud).1 {
            Some(batch) => (self.size.div_ceil(batch) + self.poll_requests()).to_string(),
            None => String::new(),
        }
    }

    /// Ratio of the sent to the needed requests.
    pub(super) fn excess(&self) -> f64 {
        self.requests as f64 / self.needed_requests()
    }

    /// Processor time of one request in microseconds.
    pub(super) fn cpu_us_per_request(&self) -> f64 {
        self.cost.cpu_s * 1e6 / self.requests as f64
    }

    /// The row of the run in the table of all fleets.
    pub(super) fn table_row(&self) -> String {
        let FleetCost { max_polls, wall_s, cpu_s, peak_kib } = &self.cost;
        format!(
            "| {} | {} | {max_polls} | {:.0} | {} | {} | {:.3} | {cpu_s:.3} s | {:.1} µs | {wall_s:.2} s | {:.1} MiB |",
            self.cloud,
            self.size,
            self.needed_requests(),
            self.needed_with_batches(),
            self.requests,
            self.excess(),
            self.cpu_us_per_request(),
            peak_kib.unwrap_or(f64::NAN) / 1024.0
        )
    }
}

/// The run with the least processor time: other programs can only add to it.
pub(super) fn best_run(
    tingji: &Path,
    bench_program: &Path,
    cloud: Cloud,
    size: usize,
) -> Result<FleetRun, String> {
    let mut best: Option<FleetRun> = None;
    for _ in 0..RUNS {
        let run = run(tingji, bench_program, cloud, size)?;
        if best.as_ref().is_none_or(|best| run.cost.cpu_s < best.cost.cpu_s) {
            best = Some(run);
        }
    }
    best.ok_or_else(|| "no run".to_owned())
}

/// Stops a fleet with the library, and checks the result in the sandbox.
fn run(tingji: &Path, bench_program: &Path, cloud: Cloud, size: usize) -> Result<FleetRun, String> {
    let sandbox = SandboxProcess::start(tingji, cloud, size, TRANSITION_MS)?;
    let task = json!({
        "cloud": cloud,
        "env": sandbox.announcement["env"],
        "ids": sandbox.ids,
        "first_pause_ms": FIRST_PAUSE_MS,
        "longest_pause_ms": LONGEST_PAUSE_MS,
        "parallel": PARALLEL,
        "at_the_vendors_pace": false,
    });
    let output = process::run_with_input(Command::new(bench_program).arg("fleet"), &task.to_string())?;
    if !output.status.success() {
        return Err(format!("tingji-bench fleet: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let cost = serde_json::from_slice(&output.stdout).map_err(|error| format!("tingji-bench: {error}"))?;
    let requests = sandbox.request_count()?;
    sandbox.check_all_stopped_once()?;
    Ok(FleetRun { cloud, size, requests, cost })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needed_requests_are_stops_and_pages_of_polls() {
        let cost = FleetCost { max_polls: 3, wall_s: 0.0, cpu_s: 0.0, peak_kib: None };
        let run = FleetRun { cloud: Cloud::Bce, size: 250, requests: 0, cost };
        assert_eq!(run.needed_requests().to_bits(), 259.0_f64.to_bits());
        assert_eq!(run.needed_with_batches(), "12");
        let at_huawei = FleetRun { cloud: Cloud::Huaweicloud, ..run };
        assert_eq!(at_huawei.needed_requests().to_bits(), 253.0_f64.to_bits());
        assert_eq!(at_huawei.needed_with_batches(), "");
    }
}
