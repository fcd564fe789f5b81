//! The virtual environment with the pinned SDKs, made once and used again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;

const REQUIREMENTS: &str = include_str!("../../conformance/requirements.txt");

/// The Python of an environment that holds what `requirements.txt` asks for.
///
/// # Errors
///
/// If there is no Python 3, or the packages can't be installed: with what the program said.
pub(super) fn python() -> Result<PathBuf, String> {
    let venv = process::target_dir().join("conformance-venv");
    let python = inside(&venv);
    let stamp = venv.join("requirements.stamp");
    if python.is_file() && fs::read_to_string(&stamp).is_ok_and(|text| text == REQUIREMENTS) {
        return Ok(python);
    }
    eprintln!("installing the vendors' SDKs into {}", venv.display());
    process::run(Command::new(system()).args(["-m", "venv", "--clear"]).arg(&venv))?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    process::run(
        Command::new(&python).args(install).arg(process::home().join("conformance/requirements.txt")),
    )?;
    // Written last: an installation that was broken off leaves none.
    fs::write(&stamp, REQUIREMENTS).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(python)
}

fn system() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

fn inside(venv: &Path) -> PathBuf {
    if cfg!(windows) { venv.join("Scripts").join("python.exe") } else { venv.join("bin").join("python") }
}
