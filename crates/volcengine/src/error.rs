//! What the vendor refuses, read into an [`Error`]. The codes are [`CODES`].

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use tingji_core::error_codes::ErrorCodeEntry;
use tingji_core::operation::{HttpResponse, kind_of_status};
use tingji_core::{Error, ErrorKind};

use crate::codes::CODES;

/// The code of a dry run that passed. It is no error.
const DRY_RUN_PASSED: &str = "DryRunOperation";

/// How codes begin that the vendor makes up by a rule.
const PREFIXES: &[(&str, ErrorKind)] =
    &[("MissingParameter", ErrorKind::InvalidRequest), ("InvalidParameter", ErrorKind::InvalidRequest)];

/// What the table says of a code, and the kind that this gives the error.
fn classify_code(code: &str, status: u16) -> (ErrorKind, Option<&'static ErrorCodeEntry>) {
    let known = CODES.find(code);
    let beginning = || PREFIXES.iter().find(|(start, _)| code.starts_with(start)).map(|(_, kind)| *kind);
    let kind = match known.map(|entry| entry.kind).or_else(beginning) {
        Some(kind) => kind,
        // An unknown code is never read as "no such instance".
        None if status == 404 => ErrorKind::Vendor,
        None => kind_of_status(status),
    };
    (kind, known)
}

/// What stands around every answer.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope<T> {
    response_metadata: BTreeMap<String, Value>,
    /// The gateway's short form of an error.
    #[serde(rename = "errorcode")]
    error_code: Option<IgnoredAny>,
    result: Option<T>,
}

/// The `Result` of an answer with nothing of an error about it.
pub(crate) fn parse_fast_path<T: DeserializeOwned>(reply: &HttpResponse) -> Option<T> {
    let envelope: Envelope<T> = reply.is_success().then(|| reply.deserialize_body()).flatten()?;
    let is_sound = envelope.error_code.is_none() && !envelope.response_metadata.contains_key("Error");
    envelope.result.filter(|_| is_sound)
}

/// The vendor's id of the request, wherever else the answer fails.
pub(crate) fn request_id(reply: &HttpResponse) -> Option<String> {
    let envelope: Envelope<IgnoredAny> = reply.deserialize_body()?;
    Some(envelope.response_metadata.get("RequestId")?.as_str()?.to_owned())
}

/// An error as the vendor tells it, with any HTTP status, 200 too.
#[derive(Debug)]
pub(crate) struct ApiError {
    code: String,
    message: String,
    /// The status that the body names; the gateway's short form has one.
    status: Option<u16>,
}

impl ApiError {
    /// The error in a reply: `ResponseMetadata.Error`, or the gateway's short form.
    pub(crate) fn parse(body: &Value) -> Option<Self> {
        if let Some(error) = body.get("ResponseMetadata").and_then(|metadata| metadata.get("Error")) {
            return Self::from_object(error);
        }
        let code = get_text(body, "errorcode")?;
        let status =
            body.get("HTTPCode").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
        Some(Self { code, message: get_text(body, "message").unwrap_or_default(), status })
    }

    /// An `Error` object; `null` and an empty one are none. Anything else is one, whatever its shape.
    pub(crate) fn from_object(error: &Value) -> Option<Self> {
        let code =
            get_text(error, "Code").or_else(|| get_text(error, "CodeN").filter(|number| number != "0"));
        let message = get_text(error, "Message").or_else(|| error.as_str().map(str::to_owned));
        let (code, message) = (code.unwrap_or_default(), message.unwrap_or_default());
        (!is_empty_value(error)).then_some(Self { code, message, status: None })
    }

    /// Whether it says that a dry run passed.
    pub(crate) fn is_passed_dry_run(&self) -> bool {
        self.code == DRY_RUN_PASSED
    }

    /// The error of a reply with this status.
    pub(crate) fn into_error(self, status: u16) -> Error {
        if self.code.is_empty() && self.message.is_empty() {
            return Error::new(
                ErrorKind::Decode,
                "the answer holds an error of another shape than documented",
            );
        }
        let (kind, known) = classify_code(&self.code, self.status.unwrap_or(status));
        let message = if self.message.is_empty() { "no message" } else { &self.message };
        Error::new(kind, message).with_code(self.code).with_entry(known)
    }
}

/// Whether there is nothing but emptiness in it.
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
