//! Tests of the programs' command line, as `cargo xtask` starts it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::process::{Command, Output};

const COMMANDS: [&str; 8] =
    ["bench", "conformance", "dependencies", "examples", "faults", "features", "soak", "weight"];

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tingji-programs")).args(arguments).output().unwrap()
}

#[test]
fn every_command_has_help() {
    for command in COMMANDS {
        let output = run(&[command, "--help"]);
        assert_eq!(output.status.code(), Some(0), "{command}");
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(help.contains(&format!("Usage: cargo xtask {command}")), "{help}");
    }
}

#[test]
fn conformance_names_the_sdks() {
    let output = run(&["conformance", "--only", "another"]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("ucloud, bce, baiducloud, volcengine, huaweicloud"), "{error}");
}

#[test]
fn soak_prints_its_seed_and_counts() {
    let output = run(&["soak", "--stops", "5", "--rate", "0", "--seed", "7"]);
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.starts_with("seed 7\n") && shown.contains("5 stops: 5 stopped"), "{shown}");
    assert_eq!(shown.lines().last(), Some("5 passed, 0 failed"));
    assert_eq!(output.status.code(), Some(0));
}
