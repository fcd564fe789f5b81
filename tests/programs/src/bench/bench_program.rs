//! The program of `tests/bench`, a workspace of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use tingji_tests::process;

/// The folder of the program's package.
pub(super) fn bench_home() -> PathBuf {
    process::root().join("tests/bench")
}

/// Builds the program in its own build folder and returns its path.
pub(super) fn build_bench_program() -> Result<PathBuf, String> {
    let target = process::target_dir().join("bench");
    let mut build = process::cargo(&["build", "--quiet", "--profile", "dist"]);
    process::run(build.current_dir(bench_home()).env("CARGO_TARGET_DIR", &target))?;
    Ok(target.join("dist").join("tingji-bench"))
}

/// Standard output of a program.
pub(super) fn output(program: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = process::run_with_input(Command::new(program).args(arguments), "")?;
    if !output.status.success() {
        return Err(format!("{}: {}", program.display(), String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
