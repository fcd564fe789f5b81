//! One stop by the command itself.

use std::path::Path;
use std::process::Command;

use tingji_sandbox::Cloud;

use super::{Row, Stage};
use crate::bench::build::{milliseconds, peak};
use crate::bench::median;
use crate::process;

const TIMES: usize = 31;

/// A look, a stop, a pause of a millisecond and the look that confirms it: by the clock from the command's
/// start to its end, the sandbox's answers included, and the largest memory.
pub(super) fn rows(tingji: &Path) -> Result<Vec<Row>, String> {
    let stage = Stage::new(tingji, Cloud::Bce, TIMES + 1, 0)?;
    let (last, others) = stage.ids.split_last().ok_or("an empty fleet")?;
    let taken = others.iter().map(|id| milliseconds(&mut stop(tingji, &stage, id)));
    let taken = median(taken.collect::<Result<_, _>>()?);
    let what = |what: &str| format!("tingji stop of one instance, {what}");
    let mut rows = vec![Row::at_most(what("from start to end, confirmed"), taken, 10.0, "ms")];
    if let Some(kib) = peak(&stop(tingji, &stage, last))? {
        rows.push(Row::at_most(what("peak memory"), kib / 1024.0, 12.0, "MiB"));
    }
    stage.all_stopped_once()?;
    Ok(rows)
}

/// In a home of its own.
fn stop(tingji: &Path, stage: &Stage, id: &str) -> Command {
    let home = process::target_dir().join("bench-home");
    let mut command = Command::new(tingji);
    command.args(["stop", &format!("bce/{id}"), "--yes", "--poll-interval", "1ms"]);
    let variables = stage.announcement["env"].as_object().into_iter().flatten();
    command.envs(variables.filter_map(|(name, value)| Some((name, value.as_str()?))));
    command.env("HOME", &home).env("XDG_CONFIG_HOME", &home).env("XDG_STATE_HOME", &home);
    command
}
