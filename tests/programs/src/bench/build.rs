//! The cost of building the libraries and of starting the command.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use tingji_tests::process;

use super::measurement::{Measurement, median};
use crate::size_budget;

/// Number of starts of the command.
const STARTS: usize = 31;

pub(super) fn measure() -> Result<Vec<Measurement>, String> {
    let mut rows = Vec::new();
    for cost in size_budget::costs()? {
        rows.push(Measurement::at_most(
            format!("{}, crates", cost.name),
            cost.crates as f64,
            cost.max_crates as f64,
            "",
        ));
        if cost.max_seconds.is_finite() {
            let name = format!("{}, processor time of a clean build with profile dist", cost.name);
            rows.push(Measurement::at_most(name, cost.seconds, cost.max_seconds, "s"));
        }
        if let Some((bytes, max)) = cost.bytes {
            let name = format!("{}, stripped", cost.name);
            rows.push(Measurement::at_most(name, bytes as f64 / 1e6, max as f64 / 1e6, "MB"));
        }
    }
    rows.extend(measure_start(&build_command()?)?);
    Ok(rows)
}

/// Builds the command `tingji` and returns the path of its program.
pub(super) fn build_command() -> Result<PathBuf, String> {
    process::run(&mut process::cargo(&["build", "--quiet", "--profile", "dist", "--package", "tingji-cli"]))?;
    Ok(process::target_dir().join("dist/tingji"))
}

/// Elapsed time and peak memory of `tingji --version`.
fn measure_start(program: &Path) -> Result<Vec<Measurement>, String> {
    let mut version = Command::new(program);
    version.arg("--version");
    let times = (0..STARTS).map(|_| elapsed_ms(&mut version)).collect::<Result<_, _>>()?;
    let mut rows =
        vec![Measurement::at_most("tingji --version, from start to end", median(times), 3.0, "ms")];
    if let Some(kib) = peak_memory_kib(&version)? {
        rows.push(Measurement::at_most("tingji --version, peak memory", kib / 1024.0, 6.0, "MiB"));
    }
    Ok(rows)
}

/// Elapsed time from the start of a program to its end, in milliseconds.
pub(super) fn elapsed_ms(command: &mut Command) -> Result<f64, String> {
    let start = now();
    process::run(command.stdout(Stdio::null()))?;
    Ok(start.elapsed().as_secs_f64() * 1000.0)
}

#[expect(clippy::disallowed_methods, reason = "a duration is measured")]
fn now() -> Instant {
    Instant::now()
}

/// Peak memory of a program in KiB; `None` without Python 3.
///
/// A script starts the program with a full pipe as its output, and reads the value from Linux while the program
/// waits to write, with all its work done. The resource usage that a parent receives for its children would
/// include the parent's own memory.
pub(super) fn peak_memory_kib(command: &Command) -> Result<Option<f64>, String> {
    const SCRIPT: &str = include_str!("../../bench/peak.py");
    let mut python = Command::new("python3");
    python.args(["-c", SCRIPT]).arg(command.get_program()).args(command.get_args());
    python.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = process::run_with_input(&mut python, "")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse().ok())
}
