//! Completeness of the README's table of operations and parameters.

use std::collections::BTreeMap;
use std::fs;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Returns the rows of the table by operation.
fn rows() -> BTreeMap<String, String> {
    let readme = fs::read_to_string(format!("{ROOT}/README.md")).unwrap();
    let (_, table) = readme.split_once("| operation | parameters | vendor's page |").unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with("| `"));
    rows.map(|row| (row.split('`').nth(1).unwrap().to_owned(), row.to_owned())).collect()
}

/// Returns the source of each operation by name.
fn operations() -> BTreeMap<String, String> {
    let files = fs::read_dir(format!("{ROOT}/src/operation")).unwrap().map(|file| file.unwrap().path());
    let sources = files.map(|path| fs::read_to_string(path).unwrap());
    let mut operations: BTreeMap<_, _> = sources.map(|source| (name(&source).to_owned(), source)).collect();
    let parts = fs::read_to_string(format!("{ROOT}/src/create_params.rs")).unwrap();
    operations.get_mut("RunInstances").unwrap().push_str(&parts);
    operations
}

fn name(source: &str) -> &str {
    let is_declared = source.contains("operation! {");
    let (_, rest) =
        source.split_once(if is_declared { "pub struct " } else { "impl Operation for " }).unwrap();
    rest.split([':', ' ']).next().unwrap()
}

/// Returns the optional parameters and the members of components, in the vendor's spelling.
fn parameters(source: &str) -> Vec<String> {
    let options =
        source.split_once("\n    new(").map_or("", |(_, rest)| rest.split("\n    request(").next().unwrap());
    let options = options.lines().skip(1).filter_map(|line| line.split_once("\" => ")?.1.split_once(": "));
    let setters =
        source.split("pub fn ").skip(1).filter(|text| text.split('{').next().unwrap().contains("mut self"));
    let setters = setters.map(|text| text.split('(').next().unwrap());
    let members = source.split("pub struct ").skip(1).filter(|text| {
        let name = text.split([' ', ';', ':']).next().unwrap();
        !name.ends_with("Output")
    });
    let members = members.flat_map(|text| {
        let body = text.split("\n}").next().unwrap();
        body.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(':'))
    });
    let named = options.chain(members).map(|(name, _)| name);
    named.filter(|name| !name.contains("String")).chain(setters).map(vendors).collect()
}

fn vendors(name: &str) -> String {
    name.split('_').map(capitalized).collect()
}

fn capitalized(word: &str) -> String {
    match word {
        "isp" | "iops" | "mb" => word.to_uppercase(),
        _ => word[..1].to_uppercase() + &word[1..],
    }
}

#[test]
fn readme_table_lists_every_operation() {
    let rows = rows();
    let operations = operations();
    assert_eq!(rows.keys().collect::<Vec<_>>(), operations.keys().collect::<Vec<_>>());
    for row in rows.values() {
        assert!(row.contains("<https://"), "no page: {row}");
    }
}

#[test]
fn readme_table_names_every_parameter() {
    let rows = rows();
    for (operation, source) in operations() {
        for parameter in parameters(&source) {
            let words = rows[&operation].split(|c: char| !c.is_ascii_alphanumeric());
            assert!(words.into_iter().any(|word| word == parameter), "{operation}: {parameter} is not named");
        }
    }
}

#[test]
fn parameters_are_found_in_the_source() {
    let operations = operations();
    assert_eq!(
        parameters(&operations["StopInstance"]),
        ["ForceStop", "StoppedMode", "ClientToken", "DryRun"]
    );
    assert!(parameters(&operations["RunInstances"]).contains(&"SecurityGroupIds".to_owned()));
    assert_eq!(parameters(&operations["DescribeZones"]), ["ZoneIds"]);
}
