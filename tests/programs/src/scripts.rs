//! The Python scripts that call the vendors' SDKs, and the virtual environment with the pinned SDKs, which is created
//! once and then reused.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tingji_tests::process;

const REQUIREMENTS: &str = include_str!("../conformance/requirements.txt");
/// Environment variables that a script inherits.
const INHERITED_VARIABLES: [&str; 4] = ["PATH", "SYSTEMROOT", "TMPDIR", "TEMP"];

/// The folder of the scripts' folders.
pub(crate) fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The command for the script `NAME.py` in a folder of this package.
///
/// The script runs as a module, so that `conformance/ucloud.py` does not hide the SDK's package `ucloud`. Its
/// environment has no proxy, no credentials of the user, and its own home folder, because one SDK writes
/// into the home folder when it is imported.
pub(crate) fn command(folder: &str, name: &str, python: &Path) -> Result<Command, String> {
    let user_home = process::target_dir().join("conformance-home");
    fs::create_dir_all(&user_home).map_err(|error| format!("{}: {error}", user_home.display()))?;
    let mut command = Command::new(python);
    command.args(["-m", &format!("{folder}.{name}")]).current_dir(home()).env_clear();
    for variable in INHERITED_VARIABLES {
        command.envs(std::env::var_os(variable).map(|value| (variable, value)));
    }
    command.env("HOME", &user_home).env("USERPROFILE", &user_home).env("NO_PROXY", "127.0.0.1");
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONUTF8", "1").env("PYTHONWARNINGS", "ignore");
    Ok(command)
}

/// The Python interpreter of an environment with the packages of `requirements.txt`.
///
/// # Errors
///
/// Returns the output of the failed program if Python 3 is not installed or a package cannot be installed.
pub(crate) fn python() -> Result<PathBuf, String> {
    let venv = process::target_dir().join("conformance-venv");
    let python = interpreter_in(&venv);
    let stamp = venv.join("requirements.stamp");
    if python.is_file() && fs::read_to_string(&stamp).is_ok_and(|text| text == REQUIREMENTS) {
        return Ok(python);
    }
    eprintln!("installing the vendors' SDKs into {}", venv.display());
    let mut pip = create(&venv, &python)?;
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]);
    process::run(pip.arg(home().join("conformance/requirements.txt")))?;
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
