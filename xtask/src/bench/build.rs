//! What the libraries cost to build, and the command to start.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use super::{Row, median};
use crate::{process, size_budget};

pub(super) fn rows() -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    for cost in size_budget::costs()? {
        rows.push(Row::at_most(
            format!("{}, crates", cost.name),
            cost.crates as f64,
            cost.max_crates as f64,
            "",
        ));
        if cost.max_seconds.is_finite() {
            let what = format!("{}, processor time of a clean build with profile dist", cost.name);
            rows.push(Row::at_most(what, cost.seconds, cost.max_seconds, "s"));
        }
        if let Some((bytes, most)) = cost.bytes {
            let what = format!("{}, stripped", cost.name);
            rows.push(Row::at_most(what, bytes as f64 / 1e6, most as f64 / 1e6, "MB"));
        }
    }
    rows.extend(start(&command()?)?);
    Ok(rows)
}

pub(super) fn command() -> Result<PathBuf, String> {
    process::run(&mut process::cargo(&["build", "--quiet", "--profile", "dist", "--package", "tingji-cli"]))?;
    Ok(process::target_dir().join("dist/tingji"))
}

/// `tingji --version`: the time by the clock from its start to its end, and its largest memory.
fn start(program: &Path) -> Result<Vec<Row>, String> {
    let version = || {
        let mut version = Command::new(program);
        version.arg("--version");
        version
    };
    let taken = (0..31).map(|_| milliseconds(&mut version())).collect::<Result<_, _>>()?;
    let mut rows = vec![Row::at_most("tingji --version, from start to end", median(taken), 3.0, "ms")];
    if let Some(kib) = peak(&version())? {
        rows.push(Row::at_most("tingji --version, peak memory", kib / 1024.0, 6.0, "MiB"));
    }
    Ok(rows)
}

/// From its start to its end, by the clock.
pub(super) fn milliseconds(command: &mut Command) -> Result<f64, String> {
    let start = now();
    process::run(command.stdout(Stdio::null()))?;
    Ok(start.elapsed().as_secs_f64() * 1000.0)
}

#[expect(clippy::disallowed_methods, reason = "a duration is what is measured")]
fn now() -> Instant {
    Instant::now()
}

/// In KiB: what Linux says of it as it waits to write into a pipe that is full already, when all its work is
/// done. The usage that a parent is told of its children begins with the parent's own. Nothing without
/// a Python 3.
pub(super) fn peak(command: &Command) -> Result<Option<f64>, String> {
    const SCRIPT: &str = include_str!("../../bench/peak.py");
    let mut python = Command::new("python3");
    python.args(["-c", SCRIPT]).arg(command.get_program()).args(command.get_args());
    python.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = process::run_with_input(&mut python, "")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse().ok())
}
