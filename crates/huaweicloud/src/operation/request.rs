//! Building the requests of ModelArts, and parsing the responses that have one object.

use http::{HeaderName, Method, header};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tingji_core::operation::{UnsignedRequest, parse};
use tingji_core::params::{ListStyle, SerializeParams, to_pairs, validate_id};
use tingji_core::{Error, ErrorKind, Result};
use tingji_signing_core::encode::query_string;

use crate::model::{HyperinstanceResponse, ServerResponse};
use crate::protocol::ProjectRef;

const PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");

/// Builds a request without a body, for a path below the project's. Each `{}` of the path is the place of one of
/// the ids. The request has a content type nevertheless, as in the vendor's Python SDK.
pub(super) fn bare(
    method: Method,
    project: &ProjectRef,
    path: &str,
    ids: &[&str],
) -> Result<UnsignedRequest> {
    Ok(UnsignedRequest::new(method, project_path(project, path, ids)?)
        .header(header::CONTENT_TYPE, "application/json")
        .header(PROJECT_ID, project.id.as_str()))
}

/// Builds a request like [`bare`], with the parameters in the query.
pub(super) fn with_query(
    method: Method,
    project: &ProjectRef,
    path: &str,
    params: &impl SerializeParams,
) -> Result<UnsignedRequest> {
    Ok(bare(method, project, path, &[])?.query(query(params)?))
}

/// Builds a request with a JSON body, for a path like that of [`bare`].
pub(super) fn with_body(
    method: Method,
    project: &ProjectRef,
    path: &str,
    ids: &[&str],
    body: &Value,
) -> Result<UnsignedRequest> {
    Ok(UnsignedRequest::new(method, project_path(project, path, ids)?)
        .body("application/json;charset=UTF-8", body.to_string())
        .header(PROJECT_ID, project.id.as_str()))
}

/// Returns a path below the project's. Each id is validated, so that it stays within its path segment. The
/// vendor's pages disagree on the format of ids (UUIDs for a stop, 1 to 64 characters for a query), so the
/// vendor checks the rest.
fn project_path(project: &ProjectRef, path: &str, ids: &[&str]) -> Result<String> {
    let mut path = format!("/v1/{}/dev-servers{path}", project.id);
    for id in ids {
        validate_id(id)?;
        path = path.replacen("{}", id, 1);
    }
    Ok(path)
}

/// Returns the parameters that are set as a query.
pub(super) fn query(params: &impl SerializeParams) -> Result<String> {
    let pairs = to_pairs(params, ListStyle::FromOne)?;
    Ok(query_string(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))))
}

/// Parses the server with this id.
pub(super) fn parse_server(payload: Value, id: &str) -> Result<ServerResponse> {
    parse_object(payload, id, |server: &ServerResponse| &server.id)
}

/// Parses the supernode with this id.
pub(super) fn parse_supernode(payload: Value, id: &str) -> Result<HyperinstanceResponse> {
    parse_object(payload, id, |supernode: &HyperinstanceResponse| &supernode.id)
}

/// Parses an object. Rejects a response for another object than the requested one, or for none.
pub(super) fn parse_object<T: DeserializeOwned>(
    payload: Value,
    requested_id: &str,
    id_of: fn(&T) -> &Option<String>,
) -> Result<T> {
    let object = parse(payload)?;
    if id_of(&object).as_deref() == Some(requested_id) {
        return Ok(object);
    }
    Err(Error::new(ErrorKind::Decode, "the response is for another object than the requested one"))
}
