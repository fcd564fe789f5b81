use std::fs;
use std::path::Path;

use tingji_tests::Tally;

use super::rules::{RetiredName, Rules};
use super::scan::Scan;
use super::{report, report_repository, root, scan};

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

[[constant]]
name = "PATIENCE"
reason = "lacks a unit"

[[shared_type]]
name = "Client"
reason = "the client of each cloud"

[[quote]]
text = "The vendor told"
reason = "a vendor's sentence"
"#;

fn rules() -> Rules {
    Rules::parse(RULES).unwrap()
}

/// Rules of the repository.
fn repository_rules() -> Rules {
    Rules::load(&root().join("xtask/language/retired.toml")).unwrap()
}

/// Scans a repository of these files with [`RULES`].
fn scan_files(files: &[(&str, &str)]) -> Scan {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    scan(&rules(), folder.path(), &[]).unwrap()
}

/// Number of rules that fail.
fn failures(scan: &Scan) -> usize {
    let mut tally = Tally::default();
    report(scan, &mut tally);
    report_repository(scan, &rules(), &mut tally);
    // No file defines the shared type of the rules.
    tally.failures.len() - usize::from(scan.type_names.faults(&rules()).len() == 1)
}

#[test]
fn opening_fails_in_every_kind_of_text() {
    let scan = scan_files(&[
        (
            "a/src/lib.rs",
            "//! What it does.\n//!\n//! Good text.\n\n/// So many\n/// lines.\nfn f() {} // What for\n",
        ),
        ("docs/page.md", "# What is a heading\n\nGood\nWhat is no opening here\n\n- What is an item\n"),
        ("tool.py", "#!/usr/bin/env python3\n# What follows\nx = 1\n"),
        ("docs/code.md", "`x` What\n"),
    ]);
    assert_eq!(scan.openings.len(), 5, "{:?}", scan.openings);
    assert_eq!(scan.paragraphs, 8);
    assert!(failures(&scan) > 0);
}

#[test]
fn block_comments_and_docstrings_are_read() {
    let scan = scan_files(&[
        ("a/src/lib.rs", "/* What\n * /* a */ told\n */\nfn f() {}\n"),
        ("b.py", "def f():\n    \"\"\"What is told.\n\n    So many.\n    \"\"\"\n    x = \"\"\"a\"\"\"\n"),
        ("c.py", "\"\"\"What.\"\"\"\ntold = 1\n"),
    ]);
    assert_eq!(scan.openings.len(), 4, "{:?}", scan.openings);
    assert_eq!(scan.terms.len(), 2, "{:?}", scan.terms);
}

#[test]
fn terms_are_found_in_headings_and_tables() {
    let page = "# What is told\n\n| What | told |\n|---|---|\n";
    let scan = scan_files(&[("docs/page.md", page), ("a/src/lib.rs", "/// # As told\n///\n/// Text.\n")]);
    assert_eq!((scan.openings.len(), scan.terms.len(), scan.paragraphs), (0, 3, 1), "{:?}", scan.terms);
}

#[test]
fn hidden_script_and_texts_of_toml_are_read() {
    let scan = scan_files(&[
        (".ci/run", "#!/bin/bash\n# What is told\n"),
        ("clippy.toml", "# fine\nx = { reason = \"as told here\", path = \"told\" }\n"),
    ]);
    assert_eq!(scan.openings.len(), 1, "{:?}", scan.openings);
    assert_eq!(scan.terms.len(), 2, "{:?}", scan.terms);
}

#[test]
fn code_blocks_have_no_paragraphs() {
    let text = "/// Text.\n///\n/// ```\n/// // What is told\n/// ```\n/// Told on line 6.\nfn f() {}\n";
    let scan = scan_files(&[("a/src/lib.rs", text), ("b.md", "```sh\nWhat told\n```\n")]);
    assert_eq!((scan.paragraphs, scan.openings.len()), (2, 0));
    assert_eq!(scan.terms, ["a/src/lib.rs:6: \"told\": unclear who says what; use: reported"]);
}

#[test]
fn retired_term_is_found_over_line_ends_and_in_messages() {
    let scan = scan_files(&[(
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
    let test = "fn f() { g(\"as told us\") }\n";
    let scan = scan_files(&[("a/src/lib.rs", code), ("a/tests/it/main.rs", test)]);
    assert!(scan.terms.is_empty(), "{:?}", scan.terms);
}

#[test]
fn test_name_over_sixty_characters_fails() {
    let long = "a".repeat(61);
    let text = format!(
        "#[test]\nfn {long}() {{}}\n\n#[tokio::test]\nasync fn short_name() {{}}\n\nfn b{long}() {{}}\n"
    );
    let scan = scan_files(&[("a/tests/it/main.rs", &text)]);
    assert_eq!((scan.tests, scan.longest_test_name, scan.test_names.len()), (2, 61, 1));
    assert_eq!(failures(&scan), 1);
}

#[test]
fn retired_term_in_a_test_name_fails() {
    let scan = scan_files(&[("a/tests/it/main.rs", "#[test]\nfn user_is_told() {}\nfn as_told() {}\n")]);
    assert_eq!(scan.terms.len(), 1, "{:?}", scan.terms);
}

#[test]
fn retired_type_name_fails_in_its_folder() {
    let text = "pub(crate) struct Told;\n/// struct Told\nenum Fleet {}\nstruct TellTold;\ntype Told = u8;\n";
    let scan =
        scan_files(&[("crates/core/src/lib.rs", text), ("crates/tingji/src/lib.rs", "pub struct Fleet {\n")]);
    assert_eq!(scan.types.len(), 3, "{:?}", scan.types);
    assert!(scan.types[0].starts_with("crates/core/src/lib.rs:1: `Told`"), "{:?}", scan.types);
}

#[test]
fn retired_constant_fails_outside_of_tests() {
    let text = "const PATIENCE: u8 = 1;\n#[cfg(test)]\nmod tests {\n    const PATIENCE: u8 = 1;\n}\n";
    let scan = scan_files(&[("a/src/lib.rs", text), ("a/tests/it/main.rs", text)]);
    assert_eq!(scan.constants.len(), 1, "{:?}", scan.constants);
}

#[test]
fn type_name_of_two_files_fails_unless_shared() {
    let text = "pub struct Step;\nstruct Client;\n#[cfg(test)]\nmod tests {\n    struct Row;\n}\n";
    let scan = scan_files(&[
        ("crates/core/src/a.rs", text),
        ("crates/cli/src/b.rs", text),
        ("crates/cli/src/b/tests.rs", "struct Step;\n"),
        ("crates/cli/tests/it/main.rs", "struct Step;\n"),
        ("tests/src/lib.rs", "struct Step;\n"),
    ]);
    let faults = scan.type_names.faults(&rules());
    assert_eq!(faults, ["`Step` is defined in crates/cli/src/b.rs:1, crates/core/src/a.rs:1"]);
}

#[test]
fn shared_type_without_two_files_fails() {
    let scan = scan_files(&[("crates/core/src/a.rs", "pub struct Client;\n")]);
    let faults = scan.type_names.faults(&rules());
    assert_eq!(faults, ["`Client` is listed as shared, but fewer than two files define it"]);
}

#[test]
fn tuple_lets_and_local_closures_over_the_limit_fail() {
    let plain = scan_files(&[("a/src/lib.rs", &"fn f() {}\n".repeat(3000))]);
    assert_eq!(failures(&plain), 0);
    let lets = format!("{}{}", "let (a, b) = (1, 2);\n".repeat(2), "fn f() {}\n".repeat(3000));
    assert_eq!(failures(&scan_files(&[("a/src/lib.rs", &lets)])), 1);
    let closures = format!("{}{}", "let f = |x| x;\n".repeat(2), "fn f() {}\n".repeat(3000));
    assert_eq!(failures(&scan_files(&[("a/src/lib.rs", &closures)])), 1);
}

#[test]
fn crate_without_enough_documentation_fails() {
    let text = format!("/// Two\n/// lines.\n{}", "fn f() {}\n".repeat(9));
    let scan = scan_files(&[("crates/bce/src/lib.rs", &text), ("crates/cli/src/lib.rs", &text)]);
    assert_eq!(failures(&scan), 1);
}

#[test]
fn entry_without_a_reason_is_an_error() {
    for entry in ["term", "type", "constant", "shared_type", "quote"] {
        let text = format!("[[{entry}]]\nwords = \"told\"\nname = \"Told\"\ntext = \"told\"\n");
        let why = Rules::parse(&text).unwrap_err();
        assert!(why.contains("lacks `reason`"), "{entry}: {why}");
    }
}

#[test]
fn every_opening_of_the_repository_is_found() {
    let rules = repository_rules();
    assert!(rules.openings.len() >= 10);
    for opening in &rules.openings {
        let mut scan = Scan::default();
        let text = format!("/// {} is here.\nfn f() {{}}\n", opening.join(" "));
        scan.file(&rules, Path::new("crates/core/src/lib.rs"), &text);
        assert_eq!(scan.openings.len(), 1, "{opening:?}");
    }
}

#[test]
fn every_term_of_the_repository_is_found() {
    let rules = repository_rules();
    assert!(rules.terms.len() >= 80);
    for term in &rules.terms {
        let words = term.phrase.join(" ");
        let name = term.phrase.join("_").replace(['\'', '-'], "");
        let is_name = !words.contains(['\'', '-']);
        for (path, text, is_possible) in [
            ("crates/core/src/lib.rs", format!("/// A thing, {words} it.\nfn f() {{}}\n"), true),
            ("crates/core/src/lib.rs", format!("fn f() {{ g(\"a thing, {words} it\") }}\n"), true),
            ("docs/page.md", format!("A thing, {words} it.\n"), true),
            ("a/tests/it/main.rs", format!("#[test]\nfn thing_{name}_it() {{}}\n"), is_name),
        ] {
            let mut scan = Scan::default();
            scan.file(&rules, Path::new(path), &text);
            let advice = format!("\"{words}\": {}", term.advice);
            let is_found = scan.terms.iter().any(|fault| fault.ends_with(&advice));
            assert!(is_found || !is_possible, "{path}: {text}: {:?}", scan.terms);
        }
    }
}

#[test]
fn every_retired_name_of_the_repository_is_found() {
    let rules = repository_rules();
    assert!(rules.types.len() >= 130 && rules.constants.len() >= 60);
    for retired in &rules.types {
        let scan = scan_planted(&rules, retired, "struct", ";");
        assert!(!scan.types.is_empty(), "{}", retired.name);
    }
    for retired in &rules.constants {
        let scan = scan_planted(&rules, retired, "const", ": u8 = 1;");
        assert!(!scan.constants.is_empty(), "{}", retired.name);
    }
}

/// Scans a file that defines a retired name.
fn scan_planted(rules: &Rules, retired: &RetiredName, keyword: &str, end: &str) -> Scan {
    let folder = retired.folder.as_deref().unwrap_or("crates/core");
    let mut scan = Scan::default();
    let text = format!("pub(crate) {keyword} {}{end}\n", retired.name);
    scan.file(rules, &Path::new(folder).join("src/lib.rs"), &text);
    scan
}
