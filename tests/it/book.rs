//! Consistency of the book: the summary lists every page, every link resolves, and the Rust code of every page is a
//! test of documentation.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// Markdown files below a folder.
fn markdown(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(markdown(&path));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    found
}

/// Targets of the links to files. Links in code blocks don't count.
fn links(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    for (at, block) in text.split("```").enumerate() {
        // Code blocks have odd numbers.
        let prose = if at % 2 == 0 { block } else { "" };
        let ends = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        links.extend(ends.map(|(target, _)| target.to_owned()).filter(|target| !target.contains("://")));
    }
    links
}

/// Anchor of a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect::<String>().replace(' ', "-")
}

/// True if the target of a link exists, including its anchor.
fn resolves(file: &Path, link: &str) -> bool {
    let (path, wanted) = link.split_once('#').unwrap_or((link, ""));
    let target = if path.is_empty() { file.to_owned() } else { file.parent().unwrap().join(path) };
    if wanted.is_empty() || !target.exists() {
        return target.exists();
    }
    let text = fs::read_to_string(target).unwrap();
    text.lines().any(|line| line.starts_with('#') && anchor(line) == wanted)
}

#[test]
fn summary_lists_each_page_exactly_once() {
    let folder = root().join("docs");
    let pages: BTreeSet<_> =
        markdown(&folder).into_iter().filter(|page| !page.ends_with("SUMMARY.md")).collect();
    let listed = links(&fs::read_to_string(folder.join("SUMMARY.md")).unwrap());
    let distinct: BTreeSet<_> = listed.iter().map(|link| folder.join(link)).collect();
    assert_eq!(distinct, pages);
    assert_eq!(listed.len(), pages.len(), "the summary lists a page twice");
}

#[test]
fn links_of_book_and_readmes_resolve() {
    let root = root();
    let mut files = markdown(&root.join("docs"));
    let crates = fs::read_dir(root.join("crates")).unwrap().map(|entry| entry.unwrap().path());
    files.extend(crates.flat_map(|folder| markdown(&folder)));
    let top = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path());
    files.extend(top.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    let mut count = 0;
    for file in files {
        for link in links(&fs::read_to_string(&file).unwrap()) {
            // Rustdoc resolves these links.
            let is_rustdoc = link.contains("::") || link.starts_with("crate");
            assert!(is_rustdoc || resolves(&file, &link), "{}: {link}", file.display());
            count += 1;
        }
    }
    assert!(count > 60, "{count} links");
}

#[test]
fn included_files_exist() {
    let mut count = 0;
    for page in markdown(&root().join("docs")) {
        let text = fs::read_to_string(&page).unwrap();
        for rest in text.split("{{#include ").skip(1) {
            let file = page.parent().unwrap().join(rest.split_once("}}").unwrap().0);
            assert!(file.is_file(), "{}", file.display());
            count += 1;
        }
    }
    assert_eq!(count, 4);
}

#[test]
fn every_page_with_rust_code_is_a_doc_test() {
    let source = include_str!("../src/book.rs");
    let mut pages = markdown(&root().join("docs"));
    pages.retain(|page| fs::read_to_string(page).unwrap().contains("```rust"));
    assert_eq!(pages.len(), 6);
    for page in pages {
        let path = page.strip_prefix(root()).unwrap().display().to_string();
        assert!(source.contains(&format!("\"../../{path}\"")), "{path} is not a doc test");
    }
}

#[test]
fn design_map_names_existing_files() {
    let text = fs::read_to_string(root().join("docs/design.md")).unwrap();
    let spans = text.split('`').skip(1).step_by(2);
    let paths: Vec<_> =
        spans.filter(|span| span.starts_with("crates/") || span.starts_with("tests/data")).collect();
    assert!(paths.len() > 40, "{} paths", paths.len());
    for path in paths {
        assert!(root().join(path).exists(), "{path}");
    }
}
