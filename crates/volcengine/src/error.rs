//! Parsing the vendor's error responses. The table of codes is [`CODES`].

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use tingji_core::error_codes::ErrorCodeEntry;
use tingji_core::operation::{HttpResponse, kind_of_status};
use tingji_core::{Error, ErrorKind};

use crate::codes::CODES;

/// Error code of a dry run that passed.
const DRY_RUN_PASSED: &str = "DryRunOperation";

/// Prefixes of error codes that the vendor builds from a parameter's name.
const PREFIXES: &[(&str, ErrorKind)] =
    &[("MissingParameter", ErrorKind::InvalidRequest), ("InvalidParameter", ErrorKind::InvalidRequest)];

/// Returns the kind of an error code and its entry in the table.
fn classify_code(code: &str, status: u16) -> (ErrorKind, Option<&'static ErrorCodeEntry>) {
    let known = CODES.find(code);
    let kind = match known.map(|entry| entry.kind).or_else(|| kind_of_prefix(code)) {
        Some(kind) => kind,
        // An unknown code never means that the instance does not exist.
        None if status == 404 => ErrorKind::Vendor,
        None => kind_of_status(status),
    };
    (kind, known)
}

/// Returns the kind of a code that starts with one of [`PREFIXES`].
fn kind_of_prefix(code: &str) -> Option<ErrorKind> {
    PREFIXES.iter().find(|(prefix, _)| code.starts_with(prefix)).map(|(_, kind)| *kind)
}

/// Envelope of every response.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope<T> {
    response_metadata: BTreeMap<String, Value>,
    /// Error code in the gateway's short form of an error.
    #[serde(rename = "errorcode")]
    error_code: Option<IgnoredAny>,
    result: Option<T>,
}

/// Deserializes the `Result` of a successful response directly; `None` if the response may be an error.
pub(crate) fn parse_fast_path<T: DeserializeOwned>(response: &HttpResponse) -> Option<T> {
    if !response.is_success() {
        return None;
    }
    let envelope: Envelope<T> = response.deserialize_body()?;
    if envelope.error_code.is_some() || envelope.response_metadata.contains_key("Error") {
        return None;
    }
    envelope.result
}

/// Returns the vendor's request id, even if the rest of the response can't be parsed.
pub(crate) fn request_id(response: &HttpResponse) -> Option<String> {
    let envelope: Envelope<IgnoredAny> = response.deserialize_body()?;
    Some(envelope.response_metadata.get("RequestId")?.as_str()?.to_owned())
}

/// Error in a response. The vendor may send one with any HTTP status, even 200.
#[derive(Debug)]
pub(crate) struct ApiError {
    code: String,
    message: String,
    /// HTTP status in the body; only in the gateway's short form.
    status: Option<u16>,
}

impl ApiError {
    /// Parses the error in a body: `ResponseMetadata.Error`, or the gateway's short form.
    pub(crate) fn parse(body: &Value) -> Option<Self> {
        if let Some(error) = body.get("ResponseMetadata").and_then(|metadata| metadata.get("Error")) {
            return Self::from_object(error);
        }
        let code = get_text(body, "errorcode")?;
        let status =
            body.get("HTTPCode").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
        Some(Self { code, message: get_text(body, "message").unwrap_or_default(), status })
    }

    /// Parses an `Error` object. Returns `None` for null and for an object without content. Any other
    /// value is an error.
    pub(crate) fn from_object(error: &Value) -> Option<Self> {
        if is_empty_value(error) {
            return None;
        }
        let number = get_text(error, "CodeN").filter(|number| number != "0");
        let code = get_text(error, "Code").or(number).unwrap_or_default();
        let message = get_text(error, "Message").or_else(|| error.as_str().map(str::to_owned));
        Some(Self { code, message: message.unwrap_or_default(), status: None })
    }

    /// Returns true if the code reports a passed dry run.
    pub(crate) fn is_passed_dry_run(&self) -> bool {
        self.code == DRY_RUN_PASSED
    }

    /// Converts to an error of a response with this HTTP status.
    pub(crate) fn into_error(self, status: u16) -> Error {
        if self.code.is_empty() && self.message.is_empty() {
            return Error::new(ErrorKind::Decode, "the response has an error of an undocumented form");
        }
        let (kind, known) = classify_code(&self.code, self.status.unwrap_or(status));
        let message = if self.message.is_empty() { "no message" } else { &self.message };
        Error::new(kind, message).with_code(self.code).with_entry(known)
    }
}

/// Returns true if a value has no content: null, false, 0, or only empty texts, lists and objects.
fn is_empty_value(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) => false,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(fields) => fields.values().all(is_empty_value),
    }
}

fn get_text(object: &Value, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
