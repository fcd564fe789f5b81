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
    let mut pip = pip(&venv, &python)?;
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]);
    process::run(pip.arg(process::home().join("conformance/requirements.txt")))?;
    // Written last: an installation that was broken off leaves none.
    fs::write(&stamp, REQUIREMENTS).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(python)
}

/// Makes the environment; its own pip, or the system's where Python comes without the parts that
/// would put one inside.
fn pip(venv: &Path, python: &Path) -> Result<Command, String> {
    let make = |without_pip: &[&str]| {
        process::run(Command::new(system()).args(["-m", "venv", "--clear"]).args(without_pip).arg(venv))
    };
    if make(&[]).is_ok() {
        let mut pip = Command::new(python);
        pip.args(["-m", "pip"]);
        return Ok(pip);
    }
    make(&["--without-pip"])?;
    let mut pip = Command::new(system());
    pip.args(["-m", "pip", "--python"]).arg(python);
    Ok(pip)
}

fn system() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

fn inside(venv: &Path) -> PathBuf {
    if cfg!(windows) { venv.join("Scripts").join("python.exe") } else { venv.join("bin").join("python") }
}
