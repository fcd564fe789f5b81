//! Huawei's refusals that several operations share.

use serde_json::json;

use crate::http::params::InvalidParam;
use crate::http::response::MockResponse;
use crate::vendors::vendor_error::VendorError;

/// Builds a refusal, without the header that contains the request id.
pub(super) fn error_body(error: &VendorError, request_id: &str) -> MockResponse {
    let body = json!({ "error_code": error.code, "error_msg": error.message, "request_id": request_id });
    MockResponse::json(error.status, &body)
}

/// The refusal of a path that the gateway does not have.
pub(super) fn unknown_api() -> VendorError {
    VendorError::new(404, "APIGW.0101", "The API does not exist or has not been published in the environment")
}

/// The refusal of a parameter or a field with an invalid value.
pub(super) fn invalid_param(InvalidParam(name): InvalidParam) -> VendorError {
    VendorError::new(400, "ModelArts.0104", format!("Invalid parameter: {name}."))
}

/// The refusal of an operation that the current state does not allow. Guess: the code is that of notebooks, because
/// none is known for this product.
pub(super) fn wrong_state() -> VendorError {
    let message =
        "Another operation is being performed on the instance or the instance is in the target state.";
    VendorError::new(400, "ModelArts.6357", message)
}

/// The refusal of an unknown id. The status is 400, as for nearly all refusals of this product.
pub(super) fn not_found(id: &str) -> VendorError {
    VendorError::new(400, "ModelArts.6404", format!("LiteServer instance '{id}' not found."))
}
