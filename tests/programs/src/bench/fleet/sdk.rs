//! Comparison with the vendors' Python SDKs, which stop fleets of the same kind.

use std::path::Path;

use serde::Deserialize;
use tingji_sandbox::Cloud;
use tingji_tests::process;

use super::run::{TRANSITION_MS, best_run};
use super::sandbox_process::SandboxProcess;
use crate::bench::measurement::Measurement;
use crate::scripts;

/// Number of instances. The measured value is a rate, which does not need the largest fleet.
const SIZE: usize = 500;
/// Minimum ratio of the SDK's processor time for one request to this project's.
const MIN_CPU_RATIO: f64 = 10.0;

/// Cost of a run, as the script reports it.
#[derive(Deserialize)]
struct ScriptCost {
    cpu_s: f64,
    wall_s: f64,
}

/// Measures each SDK. Returns the measurements and the lines for the table of all runs.
pub(super) fn measure(
    tingji: &Path,
    bench_program: &Path,
) -> Result<(Vec<Measurement>, Vec<String>), String> {
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    for cloud in Cloud::ALL {
        let library = best_run(tingji, bench_program, cloud, SIZE)?;
        let sandbox = SandboxProcess::start(tingji, cloud, SIZE, TRANSITION_MS)?;
        let ScriptCost { cpu_s, wall_s } = run_script(cloud, &sandbox)?;
        let requests = sandbox.request_count()?;
        sandbox.check_all_stopped_once()?;
        let cpu_us = cpu_s * 1e6 / requests as f64;
        rows.push(Measurement::at_least(
            format!("{cloud}'s Python SDK with 32 threads, {SIZE} stops confirmed, processor time of a request to ours"),
            cpu_us / library.cpu_us_per_request(),
            MIN_CPU_RATIO,
            "×",
        ));
        notes.push(format!(
            "| {cloud}'s Python SDK | {SIZE} | | | | {requests} | | {cpu_s:.3} s | {cpu_us:.1} µs | {wall_s:.2} s | |"
        ));
        notes.push(library.table_row());
    }
    Ok((rows, notes))
}

fn run_script(cloud: Cloud, sandbox: &SandboxProcess) -> Result<ScriptCost, String> {
    let mut command = scripts::command("bench", "fleet", &scripts::python()?)?;
    // Standard input carries the keys, because the list of processes shows arguments.
    let output = process::run_with_input(command.arg(cloud.to_string()), &sandbox.announcement.to_string())?;
    if !output.status.success() {
        return Err(format!("bench/fleet.py {cloud}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("bench/fleet.py {cloud}: {error}"))
}
