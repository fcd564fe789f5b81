//! INI as the vendors' tools write it.

use serde_json::{Map, Value};

/// The sections of an INI text, as an object of objects of texts; what stands before the first
/// section is in the section `""`.
///
/// `key = value` or `key: value`; a line that starts with `#` or `;` is a comment; a value may stand
/// in double quotes. Any other line is left out. The last of two equal keys counts.
///
/// ```
/// let read = tingji_core::credentials::sections("[basic]\nak = a\n# no\nsk: \"s\"\n");
/// assert_eq!(read["basic"]["sk"], "s");
/// ```
pub fn sections(text: &str) -> Value {
    let mut sections = Map::new();
    let mut name = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with(['#', ';'])) {
        if let Some(inner) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            inner.trim().clone_into(&mut name);
        } else if let Some((key, value)) = line.split_once(['=', ':']) {
            let value = value.trim();
            let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
            let section = sections.entry(name.clone()).or_insert_with(|| Value::Object(Map::new()));
            section[key.trim()] = bare.into();
        }
    }
    Value::Object(sections)
}
