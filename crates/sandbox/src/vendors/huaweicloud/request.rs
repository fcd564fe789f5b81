//! [`ServerRequest`]: the ids of a request, and its body.

use serde_json::{Map, Value};

use crate::vendors::call::RequestContext;
use crate::vendors::vendor_error::VendorError;

/// The body of a response, or a refusal.
pub(super) type HuaweiResult = Result<Value, VendorError>;

/// The ids of a request.
pub(super) struct ServerRequest {
    pub(super) project_id: String,
    /// Id of a server, a supernode or an image; empty if the path names none.
    pub(super) id: String,
    /// Id of an operation on the server; empty if the path names none.
    pub(super) operation_id: String,
    pub(super) request_id: String,
}

/// The body, which must be a JSON object. Guess: the code for any other body.
pub(super) fn json_object(ctx: &RequestContext<'_>) -> Result<Map<String, Value>, VendorError> {
    serde_json::from_slice(&ctx.request.body)
        .map_err(|_| VendorError::new(400, "ModelArts.6400", "Invalid payload."))
}

/// A text field, if it is not empty.
pub(super) fn text_field<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}
