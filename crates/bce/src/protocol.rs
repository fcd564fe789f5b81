//! [`Bcc`]: the rules that every request and response of the BCC API follows.

use serde_json::Value;
use tingji_core::Result;
use tingji_core::operation::{HttpResponse, Protocol};

use crate::error;

/// The BCC API, version 2.
#[derive(Clone, Copy, Debug)]
pub struct Bcc;

impl Protocol for Bcc {
    const CLOUD: &'static str = "bce";
    /// The region, such as `bj`.
    type Config = String;

    fn decode_envelope(response: &HttpResponse) -> Result<Value> {
        match response.json() {
            // A successful stop has an empty body. An operation that expects more rejects null.
            None if response.is_success() && response.body.is_empty() => Ok(Value::Null),
            Some(body) if response.is_success() => Ok(body),
            body => Err(error::parse_error(response, body.as_ref())),
        }
    }

    fn region(config: &String) -> Option<&str> {
        Some(config)
    }

    fn request_id(response: &HttpResponse) -> Option<String> {
        response.header("x-bce-request-id").or_else(|| error::request_id(response))
    }
}
