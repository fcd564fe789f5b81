//! JSON on standard output, filtered by `--query`.

use serde::Serialize;

use super::query;
use super::stream::line;

/// Writes one line of JSON, or what the query selects from it.
pub(crate) fn json(value: &impl Serialize) {
    let text = match query::selected(value) {
        Some(selected) => serde_json::to_string(&selected),
        None => serde_json::to_string(value),
    };
    line(&text.unwrap_or_default());
}

/// Writes one of several lines of JSON. A line from which the query selects nothing is omitted.
pub(super) fn json_line(value: &impl Serialize) {
    if query::selected(value).is_none_or(|selected| !selected.is_null()) {
        json(value);
    }
}

/// Converts a duration to whole milliseconds; saturates at `u64::MAX`.
pub(super) fn milliseconds(time: std::time::Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
