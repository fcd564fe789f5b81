//! The virtual environment with the pinned SDKs, which is created once and then reused.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;

const REQUIREMENTS: &str = include_str!("../../conformance/requirements.txt");

/// The Python interpreter of an environment with the packages of `requirements.txt`.
///
/// # Errors
///
/// Returns the output of the failed program if Python 3 is not installed or a package cannot be installed.
pub(super) fn python() -> Result<PathBuf, String> {
    let venv = process::target_dir().join("conformance-venv");
    let python = interpreter_in(&venv);
    let stamp = venv.join("requirements.stamp");
    if python.is_file() && fs::read_to_string(&stamp).is_ok_and(|text| text == REQUIREMENTS) {
        return Ok(python);
    }
    eprintln!("installing the vendors' SDKs into {}", venv.display());
    let mut pip = create(&venv, &python)?;
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]);
    process::run(pip.arg(process::home().join("conformance/requirements.txt")))?;
    // Written last, so that an interrupted installation is repeated.
    fs::write(&stamp, REQUIREMENTS).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(python)
}

/// Creates the environment and returns the command of its pip: the environment's own, or the system's pip where
/// Python is installed without `ensurepip`.
fn create(venv: &Path, python: &Path) -> Result<Command, String> {
    if run_venv(venv, &[]).is_ok() {
        let mut pip = Command::new(python);
        pip.args(["-m", "pip"]);
        return Ok(pip);
    }
    run_venv(venv, &["--without-pip"])?;
    let mut pip = Command::new(system_python());
    pip.args(["-m", "pip", "--python"]).arg(python);
    Ok(pip)
}

fn run_venv(venv: &Path, options: &[&str]) -> Result<(), String> {
    process::run(Command::new(system_python()).args(["-m", "venv", "--clear"]).args(options).arg(venv))
}

fn system_python() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

fn interpreter_in(venv: &Path) -> PathBuf {
    if cfg!(windows) { venv.join("Scripts").join("python.exe") } else { venv.join("bin").join("python") }
}
