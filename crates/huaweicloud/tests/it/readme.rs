//! Completeness of the README's table of operations and parameters.

use std::collections::BTreeMap;

const README: &str = include_str!("../../README.md");

/// Returns the parameters of every operation.
fn operations() -> BTreeMap<String, Vec<String>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/operation");
    let mut operations = BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        if let Some((_, declaration)) = text.split_once("\noperation! {\n") {
            let (_, name) = declaration.split_once("    pub struct ").unwrap();
            operations.insert(name.split_once(':').unwrap().0.to_owned(), parameters(declaration));
        }
    }
    operations
}

/// Returns the parameters with the vendor's names, and the options without them.
fn parameters(declaration: &str) -> Vec<String> {
    let (_, fields) = declaration.split_once("\n    new(").unwrap();
    let (fields, _) = fields.split_once("\n    request(").unwrap();
    let pieces: Vec<_> = fields.split(" => ").collect();
    let keys =
        pieces[..pieces.len() - 1].iter().filter_map(|piece| piece.strip_suffix('"')?.rsplit_once('"'));
    let options = fields.lines().filter_map(|line| line.strip_prefix("    => ")?.split_once(": "));
    keys.map(|(_, key)| key).chain(options.map(|(name, _)| name)).map(str::to_owned).collect()
}

/// Returns the rows of the table: parameters and page by operation.
fn rows() -> BTreeMap<String, (Vec<String>, String)> {
    let mut rows = BTreeMap::new();
    for line in README.lines() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let ["", name, parameters, page, ""] = cells[..] else { continue };
        if !name.starts_with('`') {
            continue;
        }
        let named = parameters.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        let known = rows.insert(name.trim_matches('`').to_owned(), (named, page.to_owned()));
        assert!(known.is_none(), "{name} has two rows");
    }
    rows
}

#[test]
fn readme_table_lists_every_operation_and_parameter() {
    let operations = operations();
    let rows = rows();
    assert_eq!(operations.keys().collect::<Vec<_>>(), rows.keys().collect::<Vec<_>>());
    assert!(operations["CreateDevServer"].contains(&"charging_info".to_owned()), "{operations:?}");
    for (operation, parameters) in &operations {
        let (named, page) = &rows[operation];
        for parameter in parameters {
            assert!(named.contains(parameter), "{operation}: {parameter} is not named");
        }
        assert!(page.starts_with("<https://support.huaweicloud.com/"), "{operation}: {page}");
    }
}
