//! The book hangs together: every page is in the summary, every link leads somewhere, every page with
//! Rust is run.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// The Markdown files below a folder.
fn markdown(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(markdown(&path)),
            false if path.extension().is_some_and(|end| end == "md") => found.push(path),
            false => {}
        }
    }
    found
}

/// The targets of links to other files; code is left out.
fn links(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    for (at, block) in text.split("```").enumerate() {
        // What stands between two fences is at an odd place.
        let prose = if at % 2 == 0 { block } else { "" };
        let ends = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        links.extend(ends.map(|(target, _)| target.to_owned()).filter(|target| !target.contains("://")));
    }
    links
}

/// The anchor that a heading has.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect::<String>().replace(' ', "-")
}

fn leads_somewhere(file: &Path, link: &str) -> bool {
    let (path, place) = link.split_once('#').unwrap_or((link, ""));
    let target = if path.is_empty() { file.to_owned() } else { file.parent().unwrap().join(path) };
    let has_place = |text: String| text.lines().any(|line| line.starts_with('#') && anchor(line) == place);
    target.exists() && (place.is_empty() || has_place(fs::read_to_string(target).unwrap()))
}

#[test]
fn every_page_is_in_the_summary_once_and_nothing_else_is() {
    let folder = root().join("docs");
    let pages: BTreeSet<_> =
        markdown(&folder).into_iter().filter(|page| !page.ends_with("SUMMARY.md")).collect();
    let listed = links(&fs::read_to_string(folder.join("SUMMARY.md")).unwrap());
    let distinct: BTreeSet<_> = listed.iter().map(|link| folder.join(link)).collect();
    assert_eq!(distinct, pages);
    assert_eq!(listed.len(), pages.len(), "a page stands in the summary twice");
}

#[test]
fn every_link_of_the_book_and_of_the_readmes_leads_somewhere() {
    let root = root();
    let mut files = markdown(&root.join("docs"));
    let crates = fs::read_dir(root.join("crates")).unwrap().map(|entry| entry.unwrap().path());
    files.extend(crates.flat_map(|folder| markdown(&folder)));
    let top = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path());
    files.extend(top.filter(|path| path.extension().is_some_and(|end| end == "md")));
    let mut seen = 0;
    for file in files {
        for link in links(&fs::read_to_string(&file).unwrap()) {
            // What rustdoc resolves.
            let of_rustdoc = link.contains("::") || link.starts_with("crate");
            assert!(of_rustdoc || leads_somewhere(&file, &link), "{}: {link}", file.display());
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen} links");
}

#[test]
fn files_that_pages_include_are_there() {
    let mut seen = 0;
    for page in markdown(&root().join("docs")) {
        let text = fs::read_to_string(&page).unwrap();
        for rest in text.split("{{#include ").skip(1) {
            let file = page.parent().unwrap().join(rest.split_once("}}").unwrap().0);
            assert!(file.is_file(), "{}", file.display());
            seen += 1;
        }
    }
    assert_eq!(seen, 4);
}

#[test]
fn every_page_with_rust_is_run() {
    let run = include_str!("../src/book.rs");
    let with_rust = |page: &PathBuf| fs::read_to_string(page).unwrap().contains("```rust");
    let pages: Vec<_> = markdown(&root().join("docs")).into_iter().filter(with_rust).collect();
    assert_eq!(pages.len(), 6);
    for page in pages {
        let path = page.strip_prefix(root()).unwrap().display().to_string();
        assert!(run.contains(&format!("\"../../{path}\"")), "{path} is not run");
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
