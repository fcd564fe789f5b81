//! The cost of one stop by the command.

use std::path::Path;
use std::process::Command;

use tingji_sandbox::Cloud;
use tingji_tests::process;

use super::sandbox_process::SandboxProcess;
use crate::bench::build::{elapsed_ms, peak_memory_kib};
use crate::bench::measurement::{Measurement, median};

/// Number of timed stops.
const STOPS: usize = 31;

/// Elapsed time and peak memory of a stop: a poll, the stop, a pause of a millisecond and the poll that confirms
/// the stop, from the start of the command to its end, with the sandbox's responses.
pub(super) fn measure(tingji: &Path) -> Result<Vec<Measurement>, String> {
    let sandbox = SandboxProcess::start(tingji, Cloud::Bce, STOPS + 1, 0)?;
    let (last, others) = sandbox.ids.split_last().ok_or("an empty fleet")?;
    let mut times = Vec::new();
    for id in others {
        times.push(elapsed_ms(&mut stop(tingji, &sandbox, id))?);
    }
    let time = median(times);
    let mut rows = vec![Measurement::at_most(
        "tingji stop of one instance, from start to end, confirmed",
        time,
        10.0,
        "ms",
    )];
    if let Some(kib) = peak_memory_kib(&stop(tingji, &sandbox, last))? {
        rows.push(Measurement::at_most(
            "tingji stop of one instance, peak memory",
            kib / 1024.0,
            12.0,
            "MiB",
        ));
    }
    sandbox.check_all_stopped_once()?;
    Ok(rows)
}

/// The command that stops one instance, with its own home folder.
fn stop(tingji: &Path, sandbox: &SandboxProcess, id: &str) -> Command {
    let home = process::target_dir().join("bench-home");
    let mut command = Command::new(tingji);
    command.args(["stop", &format!("bce/{id}"), "--yes", "--poll-interval", "1ms"]);
    let variables = sandbox.announcement["env"].as_object().into_iter().flatten();
    command.envs(variables.filter_map(|(name, value)| Some((name, value.as_str()?))));
    command.env("HOME", &home).env("XDG_CONFIG_HOME", &home).env("XDG_STATE_HOME", &home);
    command
}
