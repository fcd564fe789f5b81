//! Checks that the README's table names every operation with every parameter.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::operations::cases;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Returns the texts between backticks.
fn quoted(text: &str) -> impl Iterator<Item = String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned)
}

/// Rows of the table: operation, parameters, page.
fn rows() -> BTreeMap<String, (BTreeSet<String>, String)> {
    let readme = std::fs::read_to_string(here("README.md")).unwrap();
    let lines = readme.lines().filter(|line| line.starts_with("| `") && line.contains("<https://"));
    lines.map(parse_row).collect()
}

fn parse_row(line: &str) -> (String, (BTreeSet<String>, String)) {
    let cells: Vec<_> = line.split('|').map(str::trim).collect();
    let name = quoted(cells[1]).next().unwrap();
    (name, (quoted(cells[2]).collect(), cells[3].to_owned()))
}

/// Source texts of the operations by name.
fn sources() -> BTreeMap<String, String> {
    let files = std::fs::read_dir(here("src/operation")).unwrap().map(|file| file.unwrap().path());
    files.map(read_source).collect()
}

fn read_source(path: PathBuf) -> (String, String) {
    let text = std::fs::read_to_string(path).unwrap();
    let after = text.split_once("\n    pub struct ").unwrap().1;
    (after.split(':').next().unwrap().to_owned(), text)
}

/// Parameters that each operation sends with all parameters set, without the common ones.
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
        sent.entry(case.name.to_owned()).or_default().extend(own.map(|key| parameter_name(&key)));
    }
    sent
}

/// Replaces the index in `UHostIds.0` by `N`.
fn parameter_name(key: &str) -> String {
    let parts = key.split('.').map(|part| if part.parse::<u32>().is_ok() { "N" } else { part });
    parts.collect::<Vec<_>>().join(".")
}

#[test]
fn readme_rows_match_the_operations() {
    assert!(rows().into_keys().eq(sources().into_keys()));
}

#[tokio::test]
async fn readme_rows_name_the_sent_parameters() {
    let rows = rows();
    for (name, parameters) in sent().await {
        assert_eq!(rows[&name].0, parameters, "{name}");
    }
}

/// Makes sure that the samples set every parameter.
#[tokio::test]
async fn samples_set_every_parameter() {
    let sent = sent().await;
    for (name, text) in sources() {
        let before: Vec<_> = text.split("\" => ").collect();
        for key in before[..before.len() - 1].iter().map(|before| before.rsplit('"').next().unwrap()) {
            // The parameter without a name is a size, which has four parameters.
            let key = if key.is_empty() { "GpuType" } else { key };
            let prefix = format!("{key}.");
            let is_sent = sent[&name].iter().any(|sent| sent == key || sent.starts_with(&prefix));
            assert!(is_sent, "{name}: {key}");
        }
    }
}

#[test]
fn readme_rows_link_the_page_of_the_source() {
    let sources = sources();
    for (name, (_, page)) in rows() {
        assert!(sources[&name].contains(&format!("/// {page}\n")), "{name}: {page}");
    }
}
