//! Parsing of responses. The fields of the envelope are removed first, so that `extra` holds only what the
//! operation returned.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tingji_core::operation;
use tingji_core::{Error, ErrorKind, Result};

use crate::model::Acknowledged;

/// Removes `Action`, `RetCode` and `Message`.
pub(crate) fn strip_envelope(mut payload: Value) -> Value {
    if let Value::Object(fields) = &mut payload {
        fields.retain(|key, _| !is_envelope_field(key));
    }
    payload
}

/// Returns a copy of the fields without `Action`, `RetCode` and `Message`.
pub(crate) fn without_envelope_fields(fields: &Map<String, Value>) -> Map<String, Value> {
    let own = fields.iter().filter(|(key, _)| !is_envelope_field(key));
    own.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn is_envelope_field(key: &str) -> bool {
    ["Action", "RetCode", "Message"].contains(&key)
}

/// Parses a response in which every field is optional.
pub(crate) fn parse<T: DeserializeOwned>(payload: Value) -> Result<T> {
    operation::parse(strip_envelope(payload))
}

/// Parses a response that must have this field.
pub(crate) fn parse_required<T: DeserializeOwned>(payload: Value, field: &str) -> Result<T> {
    operation::parse_required(strip_envelope(payload), field)
}

/// Parses a page of a list; see [`operation::parse_page`].
pub(crate) fn parse_page<T: DeserializeOwned>(payload: Value, list: &str, total: &str) -> Result<T> {
    operation::parse_page(strip_envelope(payload), list, total)
}

/// Parses the acknowledgement of a request about this instance.
pub(crate) fn acknowledge(payload: Value, uhost_id: &str) -> Result<Acknowledged> {
    let output: Acknowledged = parse(payload)?;
    require_same(output.uhost_id.as_deref(), uhost_id)?;
    Ok(output)
}

/// Fails if the response names another instance than the request.
pub(crate) fn require_same(response_id: Option<&str>, uhost_id: &str) -> Result<()> {
    match response_id {
        Some(id) if id != uhost_id => {
            Err(Error::new(ErrorKind::Decode, "the response is about another instance than the request"))
        }
        _ => Ok(()),
    }
}

/// Parses prices under their documented names or under the singular names that the vendor's SDKs use.
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
