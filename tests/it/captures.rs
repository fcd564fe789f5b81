//! Recorded requests of real clients verify from their wire bytes alone.

use std::path::PathBuf;

use tingji_tests::{Tally, captures};

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/captures/requests.jsonl")
}

#[test]
fn recorded_requests_verify() {
    let tally = Tally::of_files([file()], captures::check).unwrap();
    assert!(tally.is_good(), "{}", tally.failures.join("\n"));
    assert_eq!(tally.passed, std::fs::read_to_string(file()).unwrap().lines().count());
}

#[test]
fn recorded_request_with_a_changed_byte_is_rejected() {
    for line in std::fs::read_to_string(file()).unwrap().lines() {
        // Some requests contain an id or a version in a signed part.
        let changed = line
            .replacen("fake0", "fakeX", 1)
            .replacen("62383738", "62383739", 1)
            .replacen("/v2/", "/v3/", 1);
        if changed != line {
            assert!(captures::check(&changed).is_err(), "{changed}");
        }
    }
}
