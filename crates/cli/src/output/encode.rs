//! Results for programs: one object, or one row a line.

use serde::Serialize;
use serde_json::Value;

use super::json::{json, json_line};
use super::query;
use super::stream::line;
use crate::args::Output;

/// Writes rows: whole with what is around them, or one a line. `names` are the columns of CSV.
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

/// Writes the one object that a command answers with: as YAML, else as JSON, as it has no rows.
pub(crate) fn one(object: &impl Serialize, format: Output) {
    match format {
        Output::Yaml => line(yaml(object).trim_end()),
        _ => json(object),
    }
}

fn yaml(around: &impl Serialize) -> String {
    let text = match query::selected(around) {
        Some(selected) => serde_yaml_ng::to_string(&selected),
        None => serde_yaml_ng::to_string(around),
    };
    text.unwrap_or_default()
}

fn value(row: &impl Serialize) -> Value {
    serde_json::to_value(row).unwrap_or_default()
}

/// The names, then every row; what is nested is written as JSON.
fn csv<R: Serialize>(rows: &[R], names: &[&str]) {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    // To memory, so that it can't fail.
    let _ = writer.write_record(names);
    for row in rows.iter().map(value) {
        let _ = writer.write_record(names.iter().map(|name| cell(&row[*name])));
    }
    let text = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&text).lines().for_each(line);
}
