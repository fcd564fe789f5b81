//! Results for programs: one object, or one row per line.

use serde::Serialize;
use serde_json::Value;

use super::json::{json, json_line};
use super::query;
use super::stream::line;
use crate::args::Output;

/// Writes rows: the whole object in json and yaml, one row per line otherwise. `names` are the columns of
/// csv.
pub(crate) fn write<R: Serialize>(around: &impl Serialize, rows: &[R], names: &[&str], format: Output) {
    match format {
        Output::Ndjson => rows.iter().for_each(json_line),
        Output::Name => rows
            .iter()
            .filter_map(|row| value(row)["target"].as_str().map(str::to_owned))
            .for_each(|target| line(&target)),
        Output::Csv => csv(rows, names),
        Output::Yaml => line(yaml(around).trim_end()),
        _ => json(around),
    }
}

/// Writes the single object of a command, as YAML or else as JSON.
pub(crate) fn one(object: &impl Serialize, format: Output) {
    match format {
        Output::Yaml => line(yaml(object).trim_end()),
        _ => json(object),
    }
}

/// Returns the object, or what the query selects, as YAML.
fn yaml(around: &impl Serialize) -> String {
    let text = match query::selected(around) {
        Some(selected) => serde_yaml_ng::to_string(&selected),
        None => serde_yaml_ng::to_string(around),
    };
    text.unwrap_or_default()
}

/// Returns a csv cell: a text without quotes, empty for null, JSON for anything else.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Converts a row to a JSON value.
fn value(row: &impl Serialize) -> Value {
    serde_json::to_value(row).unwrap_or_default()
}

/// Writes the column names, then every row. Nested values are written as JSON.
fn csv<R: Serialize>(rows: &[R], names: &[&str]) {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(names);
    for row in rows.iter().map(value) {
        let _ = writer.write_record(names.iter().map(|name| cell(&row[*name])));
    }
    let text = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&text).lines().for_each(line);
}
