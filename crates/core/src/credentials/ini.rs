//! [`sections`]: a parser for the INI files of the vendors' tools.

use serde_json::{Map, Value};

/// Parses an INI text into a JSON object of sections, each an object of texts. Keys before the first section
/// are in the section `""`.
///
/// A line is `key = value` or `key: value`. Double quotes around a value are removed. Lines that start with
/// `#` or `;` are comments, and any other line is ignored. If a key occurs twice in a section, the last value
/// counts.
///
/// ```
/// let ini = tingji_core::credentials::sections("[basic]\nak = a\n# a comment\nsk: \"s\"\n");
/// assert_eq!(ini["basic"]["ak"], "a");
/// assert_eq!(ini["basic"]["sk"], "s");
/// ```
pub fn sections(text: &str) -> Value {
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
