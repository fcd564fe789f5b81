//! The same stops through the vendors' Python SDKs.

use std::path::Path;

use serde::Deserialize;
use tingji_sandbox::Cloud;

use super::{Row, Stage, TRANSITION};
use crate::conformance::{python, script_in};
use crate::process;

/// It is a rate, so that a part of a fleet will do.
const SIZE: usize = 500;
/// How many times as many requests a second of processor time carries here.
const LEAST: f64 = 10.0;

/// What the script says of itself.
#[derive(Deserialize)]
struct Told {
    cpu_s: f64,
    wall_s: f64,
}

/// A row for each SDK, and a line of the table of all runs.
pub(super) fn rows(tingji: &Path, program: &Path) -> Result<(Vec<Row>, Vec<String>), String> {
    let (mut rows, mut notes) = (Vec::new(), Vec::new());
    for cloud in Cloud::ALL {
        let ours = super::best(tingji, program, cloud, SIZE)?;
        let stage = Stage::new(tingji, cloud, SIZE, TRANSITION)?;
        let Told { cpu_s, wall_s } = script(cloud, &stage)?;
        let requests = stage.requests()?;
        stage.all_stopped_once()?;
        let each = cpu_s * 1e6 / requests as f64;
        rows.push(Row::at_least(
            format!("{cloud}'s Python SDK with 32 threads, {SIZE} stops confirmed, processor time of a request to ours"),
            each / ours.cpu_of_a_request(),
            LEAST,
            "×",
        ));
        notes.push(format!(
            "| {cloud}'s Python SDK | {SIZE} | | | | {requests} | | {cpu_s:.3} s | {each:.1} µs | {wall_s:.2} s | |"
        ));
        notes.push(ours.note());
    }
    Ok((rows, notes))
}

fn script(cloud: Cloud, stage: &Stage) -> Result<Told, String> {
    let mut command = script_in("bench", "fleet", &python()?)?;
    // The keys go where no list of processes shows them.
    let output = process::run_with_input(command.arg(cloud.to_string()), &stage.announcement.to_string())?;
    if !output.status.success() {
        return Err(format!("bench/fleet.py {cloud}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("bench/fleet.py {cloud}: {error}"))
}
