//! The README names every operation with every parameter.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What stands between the marks, at every place.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).filter_map(|rest| rest.split_once(end)).map(|(inner, _)| inner).collect()
}

type Table = BTreeMap<String, BTreeSet<String>>;

/// Each operation with the parameters that its request puts in, read from its source.
fn in_code(root: &Path) -> Table {
    let files = fs::read_dir(root.join("src/operation")).unwrap().map(|entry| entry.unwrap().path());
    let sources =
        files.filter(|path| !path.ends_with("mod.rs")).map(|path| fs::read_to_string(path).unwrap());
    let operation = |source: String| {
        let name = between(&source, "const NAME: &'static str = \"", "\"").remove(0).to_owned();
        let keys = [between(&source, "push(\"", "\""), between(&source, "push_if_some(\"", "\"")].concat();
        (name, keys.into_iter().map(str::to_owned).collect())
    };
    sources.map(operation).collect()
}

/// Each row's operation with the parameters that it names.
fn in_readme(root: &Path) -> Table {
    let text = fs::read_to_string(root.join("README.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| `") && line.contains("<https://"));
    let row = |line: &str| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let names: Vec<_> = cells[2]
            .split('`')
            .skip(1)
            .step_by(2)
            .map(|name| name.trim_end_matches(".N").to_owned())
            .collect();
        (cells[1].trim_matches('`').to_owned(), names.into_iter().collect())
    };
    rows.map(row).collect()
}

#[test]
fn the_table_is_that_of_the_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (code, readme) = (in_code(root), in_readme(root));
    assert!(code.len() >= 27, "{code:?}");
    assert_eq!(code, readme);
}
