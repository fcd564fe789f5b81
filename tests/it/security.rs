//! `SECURITY.md`: every promise names a test, and every named test exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// File and test of every code span of the form `file.rs::test`.
fn named_tests(text: &str) -> BTreeSet<(String, String)> {
    let spans = text.split('`').skip(1).step_by(2);
    spans
        .filter_map(|span| span.split_once(".rs::"))
        .map(|(file, test)| (format!("{file}.rs"), test.to_owned()))
        .collect()
}

/// True if a source contains a test, as a function or in the macro call of the fuzz targets.
fn has_test(source: &str, test: &str) -> bool {
    let starts = [format!("fn {test}("), format!("async fn {test}(")];
    let mut is_test = false;
    for line in source.lines().map(str::trim) {
        if starts.iter().any(|start| line.starts_with(start)) {
            if is_test {
                return true;
            }
            continue;
        }
        is_test = line.starts_with('#') && (is_test || line.contains("test"));
    }
    is_fuzz_target(source, test)
}

/// True if the macro call `targets!` of a source contains a name.
fn is_fuzz_target(source: &str, name: &str) -> bool {
    let Some((_, rest)) = source.split_once("\ntargets! {") else { return false };
    let names = rest.split('}').next().unwrap_or_default();
    names.split_whitespace().any(|target| target == name)
}

#[test]
fn named_tests_exist() {
    let text = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let named = named_tests(&text);
    assert!(named.len() > 40, "{} tests are named", named.len());
    for (file, test) in named {
        let source = fs::read_to_string(root().join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(has_test(&source, &test), "{file} has no test {test}");
    }
}

#[test]
fn every_promise_names_a_test() {
    let text = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| promise"));
    for row in rows {
        assert!(row.contains(".rs::"), "{row}");
    }
}

#[test]
fn test_functions_are_recognized() {
    assert!(has_test("#[test]\nfn a() {}", "a") && has_test("    #[tokio::test]\n    async fn a() {}", "a"));
    assert!(!has_test("fn a() {}", "a") && !has_test("#[test]\nfn ab() {}", "a"));
    assert!(has_test("\ntargets! {\n a b\n}", "b") && !has_test("\ntargets! {\n a b\n}", "c"));
}
