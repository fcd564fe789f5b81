//! The README's table names every operation with every parameter, and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::operations::cases;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The words between backticks.
fn quoted(text: &str) -> impl Iterator<Item = String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned)
}

/// The rows of the table: operation, parameters, page.
fn rows() -> BTreeMap<String, (BTreeSet<String>, String)> {
    let readme = std::fs::read_to_string(here("README.md")).unwrap();
    let lines = readme.lines().filter(|line| line.starts_with("| `"));
    let row = |line: &str| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let name = quoted(cells[1]).next().unwrap();
        (name, (quoted(cells[2]).collect(), cells[3].to_owned()))
    };
    lines.map(row).collect()
}

/// The sources of the operations by their names.
fn sources() -> BTreeMap<String, String> {
    let files = std::fs::read_dir(here("src/operation")).unwrap().map(|file| file.unwrap().path());
    let texts = files.filter(|path| path.file_name().unwrap() != "mod.rs");
    let source = |path: PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let after = text.split_once("const NAME: &'static str = \"").unwrap().1;
        (after.split('"').next().unwrap().to_owned(), text)
    };
    texts.map(source).collect()
}

/// What each operation sends when everything is set, without what every request holds.
async fn sent() -> BTreeMap<String, BTreeSet<String>> {
    let mut sent: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for case in cases().await {
        let body = case.request.split_once("\n\n").unwrap().1;
        let keys: Vec<String> = match serde_json::from_str::<serde_json::Value>(body) {
            Ok(json) => json.as_object().unwrap().keys().cloned().collect(),
            Err(_) => body.lines().map(|line| line.split('=').next().unwrap().to_owned()).collect(),
        };
        let common = ["Action", "PublicKey", "Signature"];
        let own = keys.into_iter().filter(|key| !common.contains(&key.as_str()));
        let name = |key: String| {
            key.split('.')
                .map(|part| if part.parse::<u32>().is_ok() { "N" } else { part })
                .collect::<Vec<_>>()
                .join(".")
        };
        sent.entry(case.name.to_owned()).or_default().extend(own.map(name));
    }
    sent
}

#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    assert!(rows().into_keys().eq(sources().into_keys()));
}

#[tokio::test]
async fn every_row_names_what_the_operation_sends() {
    let rows = rows();
    for (name, parameters) in sent().await {
        assert_eq!(rows[&name].0, parameters, "{name}");
    }
}

/// So that the samples really set everything.
#[tokio::test]
async fn every_parameter_in_the_sources_is_sent_by_a_sample() {
    let sent = sent().await;
    for (name, text) in sources() {
        for call in ["push(\"", "push_if_some(\""] {
            for key in text.split(call).skip(1).map(|rest| rest.split('"').next().unwrap()) {
                let has = |sent: &String| sent == key || sent.starts_with(&format!("{key}."));
                assert!(sent[&name].iter().any(has), "{name}: {key}");
            }
        }
    }
}

#[test]
fn every_row_has_the_page_that_the_source_names() {
    let sources = sources();
    for (name, (_, page)) in rows() {
        assert!(sources[&name].contains(&format!("/// {page}\n")), "{name}: {page}");
    }
}
