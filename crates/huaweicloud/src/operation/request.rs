//! Building the requests of ModelArts, and parsing the responses that have one object.

use http::{HeaderName, Method, header};
use serde_json::{Map, Value};
use tingji_core::operation::{UnsignedRequest, parse};
use tingji_core::{Error, ErrorKind, Result};

use crate::model::{HyperinstanceResponse, ServerImageResponse, ServerResponse};
use crate::protocol::ProjectRef;

const PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");

/// Builds a request without a body, for a path below the project's. It has a content type nevertheless,
/// as in the vendor's Python SDK.
pub(super) fn build_request(method: Method, project: &ProjectRef, path: &str) -> UnsignedRequest {
    UnsignedRequest::new(method, format!("/v1/{}/dev-servers{path}", project.id))
        .header(header::CONTENT_TYPE, "application/json")
        .header(PROJECT_ID, project.id.as_str())
}

/// Builds a request with a JSON body, for a path below the project's.
pub(super) fn build_request_with_body(
    method: Method,
    project: &ProjectRef,
    path: &str,
    body: &Value,
) -> UnsignedRequest {
    UnsignedRequest::new(method, format!("/v1/{}/dev-servers{path}", project.id))
        .body("application/json;charset=UTF-8", body.to_string())
        .header(PROJECT_ID, project.id.as_str())
}

/// Returns an object of the fields that are set.
pub(super) fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let set = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(set.collect::<Map<_, _>>())
}

/// Rejects a response for another object than the requested one, or for none.
pub(super) fn require_same_id<T>(object: T, id: Option<&str>, requested_id: &str) -> Result<T> {
    if id == Some(requested_id) {
        return Ok(object);
    }
    Err(Error::new(ErrorKind::Decode, "the response is for another object than the requested one"))
}

/// Parses the server with this id.
pub(super) fn parse_server(payload: Value, id: &str) -> Result<ServerResponse> {
    let server: ServerResponse = parse(payload)?;
    let returned_id = server.id.clone();
    require_same_id(server, returned_id.as_deref(), id)
}

/// Parses the supernode with this id.
pub(super) fn parse_supernode(payload: Value, id: &str) -> Result<HyperinstanceResponse> {
    let supernode: HyperinstanceResponse = parse(payload)?;
    let returned_id = supernode.id.clone();
    require_same_id(supernode, returned_id.as_deref(), id)
}

/// Parses the image with this id.
pub(super) fn parse_image(payload: Value, id: &str) -> Result<ServerImageResponse> {
    let image: ServerImageResponse = parse(payload)?;
    let returned_id = image.image_id.clone();
    require_same_id(image, returned_id.as_deref(), id)
}
