//! Reading answers: without what every answer holds, so that `extra` is really extra.

use serde::de::DeserializeOwned;
use serde_json::Value;
use tingji_core::Result;
use tingji_core::operation;

/// The answer without `Action`, `RetCode` and `Message`.
pub(crate) fn own(mut payload: Value) -> Value {
    if let Value::Object(fields) = &mut payload {
        fields.retain(|key, _| !["Action", "RetCode", "Message"].contains(&key.as_str()));
    }
    payload
}

/// Reads an answer whose fields may all be missing.
pub(crate) fn read<T: DeserializeOwned>(payload: Value) -> Result<T> {
    operation::read(own(payload))
}

/// Reads an answer that is worth nothing without this field.
pub(crate) fn read_having<T: DeserializeOwned>(payload: Value, field: &str) -> Result<T> {
    operation::read_having(own(payload), field)
}

/// Reads a page; see [`operation::read_page`].
pub(crate) fn read_page<T: DeserializeOwned>(payload: Value, list: &str, total: &str) -> Result<T> {
    operation::read_page(own(payload), list, total)
}
