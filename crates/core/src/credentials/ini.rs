//! A parser for the INI files of the vendors' tools.

use serde_json::{Map, Value};

/// Implements [`TextFile::sections`](super::TextFile::sections).
pub(super) fn parse_ini(text: &str) -> Value {
    let mut sections = Map::new();
    let mut name = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with(['#', ';'])) {
        if let Some(inner) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            inner.trim().clone_into(&mut name);
        } else if let Some((key, value)) = line.split_once(['=', ':']) {
            let value = value.trim();
            let unquoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
            let section = sections.entry(name.clone()).or_insert_with(|| Value::Object(Map::new()));
            section[key.trim()] = unquoted.into();
        }
    }
    Value::Object(sections)
}
