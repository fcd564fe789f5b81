//! Every recorded request of a real client verifies from its wire bytes alone.

use std::path::PathBuf;

use tingji_tests::{Tally, captures};

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/captures/requests.jsonl")
}

#[test]
fn every_recorded_request_verifies() {
    let tally = Tally::of_files([file()], captures::check).unwrap();
    assert!(tally.is_good(), "{}", tally.failures.join("\n"));
    assert_eq!(tally.passed, std::fs::read_to_string(file()).unwrap().lines().count());
}

#[test]
fn a_recorded_request_with_one_other_byte_is_refused() {
    for line in std::fs::read_to_string(file()).unwrap().lines() {
        // `stop` or an id is in every one of them, in a signed part.
        let changed = line
            .replacen("fake0", "fakeX", 1)
            .replacen("62383738", "62383739", 1)
            .replacen("/v2/", "/v3/", 1);
        if changed != line {
            assert!(captures::check(&changed).is_err(), "{changed}");
        }
    }
}
