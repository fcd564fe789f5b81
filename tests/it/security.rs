//! The tests that `SECURITY.md` names exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The `file::test` of every code span that is one.
fn named(text: &str) -> BTreeSet<(String, String)> {
    let spans = text.split('`').skip(1).step_by(2);
    spans
        .filter_map(|span| span.split_once(".rs::"))
        .map(|(file, test)| (format!("{file}.rs"), test.to_owned()))
        .collect()
}

/// Whether the source has this test, written out or made by the macro of the fuzz targets.
fn has_test(source: &str, test: &str) -> bool {
    let written = [format!("fn {test}("), format!("async fn {test}(")];
    let made = source.split_once("\ntargets! {").and_then(|(_, rest)| rest.split_once('}'));
    let is_made = made.is_some_and(|(names, _)| names.split_whitespace().any(|name| name == test));
    let mut lines = source.lines();
    let mut is_test = false;
    is_made
        || lines.any(|line| {
            let line = line.trim();
            if written.iter().any(|start| line.starts_with(start)) {
                return is_test;
            }
            is_test = line.starts_with('#') && (is_test || line.contains("test"));
            false
        })
}

#[test]
fn every_test_that_the_document_names_exists() {
    let text = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let named = named(&text);
    assert!(named.len() > 40, "{} tests are named", named.len());
    for (file, test) in named {
        let source = fs::read_to_string(root().join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(has_test(&source, &test), "{file} has no test {test}");
    }
}

#[test]
fn every_promise_of_the_document_has_a_test() {
    let text = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| promise"));
    for row in rows {
        assert!(row.contains(".rs::"), "{row}");
    }
}

#[test]
fn what_is_no_test_is_not_taken_for_one() {
    assert!(has_test("#[test]\nfn a() {}", "a") && has_test("    #[tokio::test]\n    async fn a() {}", "a"));
    assert!(!has_test("fn a() {}", "a") && !has_test("#[test]\nfn ab() {}", "a"));
    assert!(has_test("\ntargets! {\n a b\n}", "b") && !has_test("\ntargets! {\n a b\n}", "c"));
}
