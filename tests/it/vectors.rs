//! Signature vectors of the vendors' SDKs: the signers reproduce each signature, and the verifiers accept it.

use std::path::PathBuf;

use tingji_tests::{Tally, vectors};

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/vectors").join(name)
}

fn assert_all_pass(name: &str, count: usize) {
    let tally = Tally::of_files([file(name)], vectors::check).unwrap();
    assert!(tally.is_good(), "{}", tally.failures.join("\n"));
    assert_eq!(tally.passed, count);
}

#[test]
fn ucloud_vectors_are_reproduced() {
    assert_all_pass("ucloud.jsonl", 200);
}

#[test]
fn bce_vectors_are_reproduced() {
    assert_all_pass("bce.jsonl", 200);
}

#[test]
fn volcengine_vectors_are_reproduced() {
    assert_all_pass("volcengine.jsonl", 200);
}

#[test]
fn huaweicloud_vectors_are_reproduced() {
    assert_all_pass("huaweicloud.jsonl", 200);
}

#[test]
fn huaweicloud_derived_key_vectors_are_reproduced() {
    assert_all_pass("huaweicloud-derived.jsonl", 200);
}

#[test]
fn failed_vector_names_its_id_and_both_values() {
    let text = std::fs::read_to_string(file("bce.jsonl")).unwrap();
    let line = text.lines().next().unwrap().replace("secret_key\":\"k", "secret_key\":\"K");
    let why = vectors::check(&line).unwrap_err();
    assert!(why.starts_with("bce-20261121-0000: authorization differs"), "{why}");
    assert!(why.contains("expected bce-auth-v1/") && why.contains("got      bce-auth-v1/"), "{why}");
}
