//! Building requests: paths, queries and JSON bodies.

use http::Method;
use serde::Serialize;
use tingji_core::operation::UnsignedRequest;
use tingji_core::{InstanceId, Result};
use tingji_signing_core::encode::query_string;

use crate::validate::{invalid_request, validate_ids};

const JSON_CONTENT_TYPE: &str = "application/json; charset=utf-8";

/// Returns the path of an instance. The id is validated, so that it stays within its path segment.
pub(super) fn instance_path(id: &str) -> Result<String> {
    Ok(format!("/v2/instance/{}", InstanceId::new(id, None)?.id()))
}

/// Builds a request with a JSON body.
pub(super) fn json_request(method: Method, path: &str, body: &impl Serialize) -> UnsignedRequest {
    UnsignedRequest::new(method, path).body(JSON_CONTENT_TYPE, serde_json::json!(body).to_string())
}

/// Builds a request for an action on up to 100 instances.
pub(super) fn batch_request(
    action: &str,
    ids: &[String],
    token: Option<&str>,
    body: &impl Serialize,
) -> Result<UnsignedRequest> {
    validate_ids(ids)?;
    let request = json_request(Method::PUT, "/v2/instance/batchAction", body);
    Ok(request.query(action_query(action, token)?))
}

/// Returns the query of an action: the action as a key without a value, then the client token, if any.
pub(super) fn action_query(action: &str, token: Option<&str>) -> Result<String> {
    let Some(token) = token else { return Ok(action.to_owned()) };
    if !token.is_ascii() || !(1..=64).contains(&token.len()) {
        return invalid_request("a clientToken must be 1 to 64 ASCII characters");
    }
    Ok(format!("{action}&{}", query_string([("clientToken", token)])))
}

/// Returns a query of the parameters that are set.
pub(super) fn build_query(pairs: &[(&'static str, Option<String>)]) -> String {
    query_string(pairs.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))))
}

/// Returns true for false; serde skips such fields.
pub(super) fn is_false(flag: &bool) -> bool {
    !flag
}
