//! Completeness of the README's table of operations and parameters.

use std::collections::BTreeMap;

const README: &str = include_str!("../../README.md");

/// Returns the parameters of every operation: its public fields and its setters.
fn operations() -> BTreeMap<String, Vec<String>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/operation");
    let mut operations = BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for (name, _) in pieces(&text, "impl Operation for ") {
            operations.insert(name.clone(), parameters(&text, &name));
        }
    }
    operations
}

/// Returns each name after `beginning`, with the text from the name on.
fn pieces<'a>(text: &'a str, beginning: &str) -> Vec<(String, &'a str)> {
    let after = text.split(beginning).skip(1);
    after.map(|rest| (rest.chars().take_while(|c| is_name_char(*c)).collect(), rest)).collect()
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '#'
}

fn parameters(text: &str, operation: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (name, rest) in pieces(text, "pub struct ").into_iter().filter(|(name, _)| name == operation) {
        let fields = rest[name.len()..].strip_prefix(" {").and_then(|rest| rest.split_once("\n}"));
        names.extend(pieces(fields.unwrap_or_default().0, "    pub ").into_iter().map(|(name, _)| name));
    }
    for (name, rest) in pieces(text, &format!("\nimpl {operation} {{")) {
        assert!(name.is_empty());
        let body = rest.split_once("\n}").unwrap().0;
        let setters = pieces(body, "pub fn ").into_iter();
        let setters = setters.filter(|(name, rest)| rest[name.len()..].starts_with("(mut self"));
        names.extend(setters.map(|(name, _)| name));
    }
    names.iter().map(|name| name.trim_start_matches("r#").to_owned()).collect()
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
