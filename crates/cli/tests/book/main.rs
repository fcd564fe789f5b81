//! The command lines of the READMEs and the book, run with the real binary against the sandbox.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod command_lines;
mod examples;
#[path = "../it/support.rs"]
#[expect(dead_code, reason = "the other tests of the command use more of it")]
mod support;

use std::path::PathBuf;

use support::Clouds;

/// Returns the folder of the repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Reads a file of the repository.
fn file(path: &str) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The instances that the pages mention.
fn clouds() -> Clouds {
    Clouds::with(
        r#"{"transition": {"after_describes": 0}, "instances": [
            {"cloud": "compshare", "id": "uhost-xxxx", "name": "train-1", "gpu": "4090"},
            {"cloud": "bce", "id": "i-x", "name": "train-2"},
            {"cloud": "volcengine", "id": "i-y", "name": "web"}]}"#,
    )
}

/// Runs a shell line with the sandbox's variables and the binary in the path.
fn shell(clouds: &Clouds, line: &str) -> std::process::Output {
    let binary = assert_cmd::cargo::cargo_bin!("tingji").parent().unwrap().to_owned();
    let path = format!("{}:/usr/bin:/bin", binary.display());
    std::process::Command::new("sh")
        .args(["-ec", line])
        .env_clear()
        .env("PATH", path)
        .envs(clouds.variables.iter().map(|(name, value)| (name, value)))
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}

/// Runs a line and fails unless it succeeds.
fn succeeds(clouds: &Clouds, line: &str) -> String {
    let output = shell(clouds, line);
    let out = String::from_utf8_lossy(&output.stdout);
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "$ {line}\n{}\n{out}{err}", output.status);
    out.into_owned()
}

/// Leaves an unfinished stop of the target, as after a crash.
fn leave_open(clouds: &Clouds, target: &str) {
    succeeds(clouds, &format!("tingji start {target}"));
    let left = shell(clouds, &format!("tingji stop {target} --no-wait"));
    assert_eq!(left.status.code(), Some(7), "{left:?}");
}
