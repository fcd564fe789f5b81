//! The commands that run the Python scripts.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::process;

/// Environment variables that a script inherits.
const INHERITED_VARIABLES: [&str; 4] = ["PATH", "SYSTEMROOT", "TMPDIR", "TEMP"];

/// The command for the script `NAME.py` in a folder of this package.
///
/// The script runs as a module, so that `conformance/ucloud.py` does not hide the SDK's package `ucloud`. Its
/// environment has no proxy, no credentials of the user, and its own home folder, because Huawei's SDK writes
/// into the home folder when it is imported.
pub(super) fn command(folder: &str, name: &str, python: &Path) -> Result<Command, String> {
    let home = process::target_dir().join("conformance-home");
    fs::create_dir_all(&home).map_err(|error| format!("{}: {error}", home.display()))?;
    let mut command = Command::new(python);
    command.args(["-m", &format!("{folder}.{name}")]).current_dir(process::home()).env_clear();
    for variable in INHERITED_VARIABLES {
        command.envs(std::env::var_os(variable).map(|value| (variable, value)));
    }
    command.env("HOME", &home).env("USERPROFILE", &home).env("NO_PROXY", "127.0.0.1");
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONUTF8", "1").env("PYTHONWARNINGS", "ignore");
    Ok(command)
}
