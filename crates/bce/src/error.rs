//! Parsing the vendor's error responses. The table of codes is [`CODES`].

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tingji_core::operation::{HttpResponse, kind_of_status};
use tingji_core::{Error, ErrorKind};

use crate::codes::CODES;

/// The body of a success as it stands.
pub(crate) fn parse_fast_path<T: DeserializeOwned>(reply: &HttpResponse) -> Option<T> {
    reply.is_success().then(|| reply.deserialize_body()).flatten()
}

/// The id of the request that a body tells.
pub(crate) fn request_id(reply: &HttpResponse) -> Option<String> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct RequestIdField {
        request_id: Value,
    }
    Some(reply.deserialize_body::<RequestIdField>()?.request_id.as_str()?.to_owned())
}

/// The error of a reply that is no success.
pub(crate) fn parse_error(reply: &HttpResponse, body: Option<&Value>) -> Error {
    let field = |name: &str| body.and_then(|body| body.get(name)).and_then(Value::as_str);
    let Some(code) = field("code") else { return reply.unexpected_response() };
    let known = CODES.find(code);
    let kind = match known {
        Some(entry) => entry.kind,
        // An unknown code is never read as "no such instance".
        None if reply.status == 404 => ErrorKind::Vendor,
        None => kind_of_status(reply.status),
    };
    Error::new(kind, field("message").unwrap_or("no message")).with_code(code).with_entry(known)
}
