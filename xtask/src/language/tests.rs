use std::fs;

use super::rules::Rules;
use super::scan::Scan;
use super::{check, home, report};
use tingji_tests::Tally;

const RULES: &str = r#"
[[opening]]
words = "What"

[[opening]]
words = "So many"

[[term]]
words = "told"
reason = "unclear who says what"
instead = "reported"

[[term]]
words = "is no"
except = ["is no longer"]
reason = "defines by negation"

[[type]]
name = "Told"
reason = "nine types had this name"

[[type]]
name = "Fleet"
folder = "crates/core"
reason = "the facade has a type of this name"

[[quote]]
text = "The vendor told"
reason = "a vendor's sentence"
"#;

/// Scans a repository of these files with the rules above.
fn scan(files: &[(&str, &str)]) -> Scan {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    check(&Rules::parse(RULES).unwrap(), folder.path(), &[]).unwrap()
}

fn failures(scan: &Scan) -> usize {
    let mut tally = Tally::default();
    report(scan, true, &mut tally);
    tally.failures.len()
}

#[test]
fn opening_fails_in_every_kind_of_text() {
    let scan = scan(&[
        (
            "a/src/lib.rs",
            "//! What it does.\n//!\n//! Good text.\n\n/// So many\n/// lines.\nfn f() {} // What for\n",
        ),
        ("docs/page.md", "# What is a heading\n\nGood\nWhat is no opening here\n\n- What is an item\n"),
        ("tool.py", "#!/usr/bin/env python3\n# What follows\nx = 1\n"),
    ]);
    assert_eq!(scan.openings.len(), 5, "{:?}", scan.openings);
    assert_eq!(scan.paragraphs, 7);
    assert!(failures(&scan) > 0);
}

#[test]
fn code_blocks_have_no_paragraphs() {
    let text = "/// Text.\n///\n/// ```\n/// // What is told\n/// ```\n/// Told on line 6.\nfn f() {}\n";
    let scan = scan(&[("a/src/lib.rs", text), ("b.md", "```sh\nWhat told\n```\n")]);
    assert_eq!((scan.paragraphs, scan.openings.len()), (2, 0));
    assert_eq!(scan.terms, ["a/src/lib.rs:6: \"told\": unclear who says what; use: reported"]);
}

#[test]
fn retired_term_is_found_over_line_ends_and_in_messages() {
    let scan = scan(&[(
        "a/src/lib.rs",
        "// This is\n// no word.\nfn f() { g(\"the user is told {told}\", \"told\"); }\n// It is no longer so. `told` http://told/\n",
    )]);
    assert_eq!(scan.terms.len(), 2, "{:?}", scan.terms);
    assert!(scan.terms[0].starts_with("a/src/lib.rs:1: \"is no\""), "{:?}", scan.terms);
    assert!(scan.terms[1].starts_with("a/src/lib.rs:3: \"told\""), "{:?}", scan.terms);
}

#[test]
fn quoted_text_and_text_of_tests_are_not_messages() {
    let code = "fn f() { g(\"The vendor told us\") }\n";
    let scan = scan(&[("a/src/lib.rs", code), ("a/tests/it/main.rs", "fn f() { g(\"as told us\") }\n")]);
    assert!(scan.terms.is_empty(), "{:?}", scan.terms);
}

#[test]
fn test_name_over_sixty_characters_fails() {
    let long = "a".repeat(61);
    let text = format!(
        "#[test]\nfn {long}() {{}}\n\n#[tokio::test]\nasync fn short_name() {{}}\n\nfn b{long}() {{}}\n"
    );
    let scan = scan(&[("a/tests/it/main.rs", &text)]);
    assert_eq!((scan.tests, scan.longest_test_name, scan.test_names.len()), (2, 61, 1));
    assert_eq!(failures(&scan), 1);
}

#[test]
fn retired_term_in_a_test_name_fails() {
    let scan = scan(&[("a/tests/it/main.rs", "#[test]\nfn user_is_told() {}\nfn as_told() {}\n")]);
    assert_eq!(scan.terms.len(), 1, "{:?}", scan.terms);
}

#[test]
fn retired_type_name_fails_in_its_folder() {
    let text = "pub(crate) struct Told;\n/// struct Told\nenum Fleet {}\nstruct TellTold;\n";
    let scan =
        scan(&[("crates/core/src/lib.rs", text), ("crates/tingji/src/lib.rs", "pub struct Fleet {\n")]);
    assert_eq!(scan.types.len(), 2, "{:?}", scan.types);
    assert!(scan.types[0].starts_with("crates/core/src/lib.rs:1: `Told`"), "{:?}", scan.types);
}

#[test]
fn crate_without_enough_documentation_fails() {
    let text = format!("/// Two\n/// lines.\n{}", "fn f() {}\n".repeat(9));
    let scan = scan(&[("crates/bce/src/lib.rs", &text), ("crates/cli/src/lib.rs", &text)]);
    assert_eq!(failures(&scan), 1);
}

#[test]
fn entry_without_a_reason_is_an_error() {
    let why = Rules::parse("[[term]]\nwords = \"told\"\n").unwrap_err();
    assert!(why.contains("lacks `reason`"), "{why}");
}

#[test]
fn rules_of_the_repository_are_readable() {
    let rules = Rules::load(&home().join("language/retired.toml")).unwrap();
    assert!(rules.openings.len() >= 10 && rules.terms.len() >= 10 && rules.types.len() >= 50);
}
