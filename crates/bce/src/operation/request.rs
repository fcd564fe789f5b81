//! Building requests: paths, queries and JSON bodies.

use http::Method;
use serde_json::Value;
use tingji_core::operation::UnsignedRequest;
use tingji_core::params::{ListStyle, SerializeParams, invalid_request, to_json, to_pairs, validate_id};
use tingji_core::{Error, Result};
use tingji_signing_core::encode::query_string;

use crate::validate::{comma_separated, validate_ids};

const JSON_CONTENT_TYPE: &str = "application/json; charset=utf-8";

/// Returns the path of an instance. The id is validated, so that it stays within its path segment.
pub(super) fn instance_path(id: &str) -> Result<String> {
    validate_id(id)?;
    Ok(format!("/v2/instance/{id}"))
}

/// Builds a read with the parameters in the query.
pub(super) fn get(path: &str, params: &impl SerializeParams) -> Result<UnsignedRequest> {
    Ok(UnsignedRequest::new(Method::GET, path).query(query(params)?))
}

/// Builds a request with the parameters in a JSON body.
pub(super) fn json(method: Method, path: &str, params: &impl SerializeParams) -> Result<UnsignedRequest> {
    Ok(json_body(method, path, &to_json(params)?))
}

/// Builds a request with a JSON body.
pub(super) fn json_body(method: Method, path: &str, body: &Value) -> UnsignedRequest {
    UnsignedRequest::new(method, path).body(JSON_CONTENT_TYPE, body.to_string())
}

/// Builds a request for an action on up to 100 instances.
pub(super) fn batch(
    action: &str,
    ids: &[String],
    token: Option<&str>,
    params: &impl SerializeParams,
) -> Result<UnsignedRequest> {
    validate_ids(ids)?;
    Ok(json(Method::PUT, "/v2/instance/batchAction", params)?.query(action_query(action, token)?))
}

/// Returns the query of an action: the action as a key without a value, then the client token, if any.
pub(super) fn action_query(action: &str, token: Option<&str>) -> Result<String> {
    let Some(token) = token else { return Ok(action.to_owned()) };
    if !token.is_ascii() || !(1..=64).contains(&token.len()) {
        return invalid_request("a clientToken must be 1 to 64 ASCII characters");
    }
    Ok(format!("{action}&{}", query_string([("clientToken", token)])))
}

/// Returns the parameters as a query. The values of a list are joined with commas.
pub(super) fn query(params: &impl SerializeParams) -> Result<String> {
    let pairs = to_pairs(params, ListStyle::FromOne)?;
    let joined =
        pairs.chunk_by(|(left, _), (right, _)| list_of(left).is_some() && list_of(left) == list_of(right));
    let joined = joined.map(|chunk| match (list_of(&chunk[0].0), chunk) {
        (Some(list), values) => Ok((list.to_owned(), comma_separated(list, values)?)),
        (None, values) => Ok(values[0].clone()),
    });
    let joined = joined.collect::<Result<Vec<_>, Error>>()?;
    Ok(query_string(joined.iter().map(|(name, value)| (name.as_str(), value.as_str()))))
}

/// Returns the name of the list to which a parameter such as `status.1` belongs.
fn list_of(name: &str) -> Option<&str> {
    Some(name.split_once('.')?.0)
}
