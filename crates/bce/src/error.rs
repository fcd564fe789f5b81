//! Parsing the vendor's error responses. The table of codes is [`CODES`].

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tingji_core::operation::{HttpResponse, kind_of_status};
use tingji_core::{Error, ErrorKind};

use crate::codes::CODES;

/// Deserializes the body of a successful response directly; `None` on any failure.
pub(crate) fn parse_fast_path<T: DeserializeOwned>(response: &HttpResponse) -> Option<T> {
    if response.is_success() { response.deserialize_body() } else { None }
}

/// Returns the request id in a body.
pub(crate) fn request_id(response: &HttpResponse) -> Option<String> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct RequestIdField {
        request_id: Value,
    }
    Some(response.deserialize_body::<RequestIdField>()?.request_id.as_str()?.to_owned())
}

/// Parses the error of a response without a success status.
pub(crate) fn parse_error(response: &HttpResponse, body: Option<&Value>) -> Error {
    let Some(code) = text_field(body, "code") else { return response.unexpected_response() };
    let known = CODES.find(code);
    let kind = match known {
        Some(entry) => entry.kind,
        // An unknown code never means that the instance does not exist.
        None if response.status == 404 => ErrorKind::Vendor,
        None => kind_of_status(response.status),
    };
    let message = text_field(body, "message").unwrap_or("no message");
    Error::new(kind, message).with_code(code).with_entry(known)
}

fn text_field<'a>(body: Option<&'a Value>, name: &str) -> Option<&'a str> {
    body?.get(name)?.as_str()
}
