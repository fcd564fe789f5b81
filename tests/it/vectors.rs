//! Every signature vector of the vendors' SDKs is signed byte for byte, and verifies.

use std::path::PathBuf;

use tingji_tests::{Tally, vectors};

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/vectors").join(name)
}

fn all_pass(name: &str, count: usize) {
    let tally = Tally::of_files([file(name)], vectors::check).unwrap();
    assert!(tally.is_good(), "{}", tally.failures.join("\n"));
    assert_eq!(tally.passed, count);
}

#[test]
fn the_ucloud_sdk_signs_the_same() {
    all_pass("ucloud.jsonl", 200);
}

#[test]
fn the_baidu_sdk_signs_the_same() {
    all_pass("bce.jsonl", 200);
}

#[test]
fn the_volcengine_sdk_signs_the_same() {
    all_pass("volcengine.jsonl", 200);
}

#[test]
fn the_huawei_sdk_signs_the_same() {
    all_pass("huaweicloud.jsonl", 200);
}

#[test]
fn the_huawei_sdk_with_derived_keys_signs_the_same() {
    all_pass("huaweicloud-derived.jsonl", 200);
}

#[test]
fn a_wrong_vector_is_reported_with_its_id_and_both_values() {
    let text = std::fs::read_to_string(file("bce.jsonl")).unwrap();
    let line = text.lines().next().unwrap().replace("secret_key\":\"k", "secret_key\":\"K");
    let why = vectors::check(&line).unwrap_err();
    assert!(why.starts_with("bce-20261121-0000: authorization differs"), "{why}");
    assert!(why.contains("expected bce-auth-v1/") && why.contains("got      bce-auth-v1/"), "{why}");
}
