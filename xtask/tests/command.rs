//! Tests of the program, run as a user or a script would run it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::PathBuf;
use std::process::{Command, Output};

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap()
}

fn data(file: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/data").join(file);
    path.to_str().unwrap().to_owned()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn last_line(output: &Output) -> String {
    text(&output.stdout).lines().last().unwrap_or_default().to_owned()
}

#[test]
fn missing_or_unknown_command_lists_the_commands() {
    for arguments in [&[][..], &["dance"]] {
        let output = xtask(arguments);
        let listed = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        for command in ["vectors", "captures", "conformance", "fixtures", "docs", "publish", "bench", "ci"] {
            assert!(listed.contains(command), "{arguments:?}: {listed}");
        }
    }
}

#[test]
fn every_command_has_help() {
    for arguments in [
        &["vectors"][..],
        &["vectors", "check"],
        &["captures", "check"],
        &["fixtures"],
        &["docs"],
        &["publish"],
        &["cycles"],
        &["language"],
        &["ci"],
    ] {
        let output = xtask(&[arguments, &["--help"]].concat());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(text(&output.stdout).contains("Usage: cargo xtask"), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn command_of_the_programs_is_started_by_cargo() {
    let start = |cargo: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(["soak", "--stops", "5", "--help"]).env("CARGO", cargo).output().unwrap()
    };
    let shown = text(&start("echo").stdout);
    assert_eq!(shown, "run --quiet --package tingji-programs -- soak --stops 5 --help\n");
    let help = Command::new(env!("CARGO_BIN_EXE_xtask")).args(["help", "soak"]).env("CARGO", "echo").output();
    assert_eq!(text(&help.unwrap().stdout), "run --quiet --package tingji-programs -- soak --help\n");
    assert_eq!(start("false").status.code(), Some(1));
    assert_eq!(start("true").status.code(), Some(0));
}

#[test]
fn valid_cases_pass_and_are_counted() {
    for (command, file) in [("vectors", "vectors/bce.jsonl"), ("captures", "captures/requests.jsonl")] {
        let file = data(file);
        let cases = std::fs::read_to_string(&file).unwrap().lines().count();
        let output = xtask(&[command, "check", &file, &file]);
        assert_eq!(last_line(&output), format!("{} passed, 0 failed", 2 * cases));
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn no_file_checks_all_cases_of_the_repository() {
    let cases = std::fs::read_to_string(data("captures/requests.jsonl")).unwrap().lines().count();
    let output = xtask(&["captures", "check"]);
    assert_eq!(last_line(&output), format!("{cases} passed, 0 failed"));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn ci_step_prints_its_output_and_result() {
    let output = xtask(&["ci", "captures"]);
    let shown = text(&output.stdout);
    assert!(shown.contains("== cargo xtask captures check") && shown.contains("ok captures ("), "{shown}");
    assert_eq!(last_line(&output), "1 passed, 0 failed");
    let help = text(&xtask(&["ci", "--help"]).stdout);
    assert!(help.contains("publish") && help.contains("cargo xtask publish --check"), "{help}");
}

#[test]
fn failed_case_and_unreadable_file_are_named() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let bad = folder.join("bad.jsonl");
    std::fs::write(&bad, "{}\n\n{\"id\": 1}\n").unwrap();
    let missing = folder.join("missing.jsonl");
    let output = xtask(&["vectors", "check", bad.to_str().unwrap(), missing.to_str().unwrap()]);
    let shown = text(&output.stdout);
    assert!(shown.contains("bad.jsonl:1: unreadable vector"), "{shown}");
    assert!(shown.contains("bad.jsonl:3: unreadable vector"), "{shown}");
    assert!(shown.contains("missing.jsonl: "), "{shown}");
    assert_eq!(last_line(&output), "0 passed, 3 failed");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn file_without_cases_fails() {
    let empty = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("empty.jsonl");
    std::fs::write(&empty, "\n").unwrap();
    let output = xtask(&["captures", "check", empty.to_str().unwrap()]);
    assert!(text(&output.stdout).contains("no case was read"));
    assert_eq!(last_line(&output), "0 passed, 0 failed");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn recorded_responses_match_the_sandbox() {
    let output = xtask(&["fixtures", "--check"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    assert!(last_line(&output).ends_with(" passed, 0 failed"));
}
