//! Reading answers: without what every answer holds, so that `extra` is really extra.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tingji_core::Result;
use tingji_core::operation;

/// The answer without `Action`, `RetCode` and `Message`.
pub(crate) fn own(mut payload: Value) -> Value {
    if let Value::Object(fields) = &mut payload {
        fields.retain(|key, _| is_own(key));
    }
    payload
}

/// The same of fields alone.
pub(crate) fn tidied(fields: &Map<String, Value>) -> Map<String, Value> {
    let own = fields.iter().filter(|(key, _)| is_own(key));
    own.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn is_own(key: &str) -> bool {
    !["Action", "RetCode", "Message"].contains(&key)
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
