//! Reading answers: without what every answer holds, so that `extra` is really extra.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tingji_core::Result;
use tingji_core::operation;

/// The answer without `Action`, `RetCode` and `Message`.
pub(crate) fn strip_envelope(mut payload: Value) -> Value {
    if let Value::Object(fields) = &mut payload {
        fields.retain(|key, _| !is_envelope_field(key));
    }
    payload
}

/// The same of fields alone.
pub(crate) fn without_envelope_fields(fields: &Map<String, Value>) -> Map<String, Value> {
    let own = fields.iter().filter(|(key, _)| !is_envelope_field(key));
    own.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn is_envelope_field(key: &str) -> bool {
    ["Action", "RetCode", "Message"].contains(&key)
}

/// Reads an answer whose fields may all be missing.
pub(crate) fn parse<T: DeserializeOwned>(payload: Value) -> Result<T> {
    operation::read(strip_envelope(payload))
}

/// Reads an answer that is worth nothing without this field.
pub(crate) fn parse_required<T: DeserializeOwned>(payload: Value, field: &str) -> Result<T> {
    operation::read_having(strip_envelope(payload), field)
}

/// Reads a page; see [`operation::read_page`].
pub(crate) fn parse_page<T: DeserializeOwned>(payload: Value, list: &str, total: &str) -> Result<T> {
    operation::read_page(strip_envelope(payload), list, total)
}

/// Prices by their documented names, or by those that the vendor's SDKs have for them.
pub(crate) fn parse_prices<T: DeserializeOwned>(mut payload: Value) -> Result<T> {
    if let Value::Object(fields) = &mut payload {
        for name in ["PriceDetails", "OriginalPriceDetails", "ListPriceDetails"] {
            if let Some(singular) = fields.remove(name.trim_end_matches('s')) {
                fields.entry(name).or_insert(singular);
            }
        }
    }
    parse_required(payload, "PriceDetails")
}
