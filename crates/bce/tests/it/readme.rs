//! Completeness of the README's table of operations and parameters.

use std::collections::BTreeMap;
use std::fs;

fn read(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Returns the rows of the table: parameters by operation.
fn rows() -> BTreeMap<String, String> {
    let readme = read("README.md");
    let mut rows = BTreeMap::new();
    for line in readme.lines() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        if let ["", operation, parameters, page, ""] = cells[..]
            && operation.starts_with('`')
        {
            assert!(page.starts_with("<https://cloud.baidu.com/doc/BCC/s/"), "{line}");
            rows.insert(operation.trim_matches('`').to_owned(), parameters.to_owned());
        }
    }
    rows
}

fn names() -> Vec<String> {
    let folder = format!("{}/src/operation", env!("CARGO_MANIFEST_DIR"));
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = files
        .filter_map(|file| Some(file.strip_suffix(".rs")?.to_owned()))
        .filter(|name| name != "request")
        .collect();
    names.sort();
    names
}

fn pascal(name: &str) -> String {
    name.split('_').map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}

fn camel(name: &str) -> String {
    let pascal = pascal(name);
    pascal[..1].to_lowercase() + &pascal[1..]
}

/// Returns the optional parameters of an operation, in the vendor's spelling.
fn parameters(file: &str) -> Vec<String> {
    let text = read(&format!("src/operation/{file}.rs"));
    let (_, options) = text.split_once("\n    new(").unwrap();
    let (options, _) = options.split_once("\n    request(").unwrap();
    let names = options.lines().skip(1).filter_map(|line| line.split_once("=> ")?.1.split_once(": "));
    names.map(|(name, _)| camel(name)).collect()
}

#[test]
fn readme_table_lists_every_operation() {
    let rows: Vec<_> = rows().into_keys().collect();
    let mut names: Vec<_> = names().iter().map(|name| pascal(name)).collect();
    names.sort();
    assert_eq!(rows, names);
}

#[test]
fn readme_table_names_every_parameter() {
    let rows = rows();
    let mut found = 0;
    for file in names() {
        let row = &rows[&pascal(&file)];
        for parameter in parameters(&file) {
            assert!(row.contains(&format!("`{parameter}`")), "{file} has {parameter}, its row does not");
            found += 1;
        }
    }
    assert!(found > 50, "the parameters were not found in the source: {found}");
}
