//! Checks that the README names every operation with every parameter.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Returns the texts between two marks.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).filter_map(|rest| rest.split_once(end)).map(|(inner, _)| inner).collect()
}

type Table = BTreeMap<String, BTreeSet<String>>;

/// Operations with their parameters, read from the sources.
fn in_code(root: &Path) -> Table {
    let files = fs::read_dir(root.join("src/operation")).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| parse_source(&fs::read_to_string(path).unwrap())).collect()
}

fn parse_source(source: &str) -> (String, BTreeSet<String>) {
    let name = between(source, "    pub struct ", ": ").remove(0).to_owned();
    let declared = source.split("\" => ").map(|before| before.rsplit('"').next().unwrap());
    let declared = declared.take(source.matches("\" => ").count());
    let keys = declared.chain(between(source, "push(\"", "\""));
    (name, keys.map(str::to_owned).collect())
}

/// Operations with their parameters, read from the README.
fn in_readme(root: &Path) -> Table {
    let text = fs::read_to_string(root.join("README.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| `") && line.contains("<https://"));
    rows.map(parse_row).collect()
}

fn parse_row(line: &str) -> (String, BTreeSet<String>) {
    let cells: Vec<_> = line.split('|').map(str::trim).collect();
    let quoted = cells[2].split('`').skip(1).step_by(2);
    let names = quoted.map(|name| name.trim_end_matches(".N").to_owned());
    (cells[1].trim_matches('`').to_owned(), names.collect())
}

#[test]
fn readme_table_matches_the_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = in_code(root);
    let readme = in_readme(root);
    assert!(code.len() >= 27, "{code:?}");
    assert_eq!(code, readme);
}
