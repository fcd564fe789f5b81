//! Building requests of ModelArts, and validating what they carry and what they return.

use http::{HeaderName, Method, header};
use serde_json::{Map, Value};
use tingji_core::operation::{UnsignedRequest, parse};
use tingji_core::{Error, ErrorKind, InstanceId, Result};

use crate::model::{HyperinstanceResponse, ServerImageResponse, ServerResponse};
use crate::protocol::ProjectRef;

const PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");

/// A request without a body to a path below the project's. It names a content type all the same, as
/// the vendor's SDK for Python does.
pub(super) fn build_request(method: Method, project: &ProjectRef, path: &str) -> UnsignedRequest {
    UnsignedRequest::new(method, format!("/v1/{}/dev-servers{path}", project.id))
        .header(header::CONTENT_TYPE, "application/json")
        .header(PROJECT_ID, project.id.as_str())
}

/// The same with a body.
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

/// An object of the fields that are set.
pub(super) fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let set = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(set.collect::<Map<_, _>>())
}

/// An id. Only what could leave its place in the path is refused here: the vendor's pages disagree on
/// what an id looks like (a pattern of UUIDs for a stop, 1 to 64 characters for a look), so the rest is
/// left to the vendor.
pub(super) fn validate_id(id: &str) -> Result<String> {
    Ok(InstanceId::new(id, None)?.id().to_owned())
}

/// A server's name, checked against the vendor's pattern.
pub(super) fn validate_name(name: &str) -> Result<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let fits = (1..=64).contains(&name.len()) && name.bytes().all(is_plain);
    let message = || format!("{name:?} is no name: 1 to 64 letters, digits, '-', '_' and '.' are");
    fits.then(|| name.to_owned()).ok_or_else(|| Error::new(ErrorKind::InvalidRequest, message()))
}

/// Refuses a text that is empty or longer than the vendor takes.
pub(super) fn validate_length(name: &str, text: Option<&str>, most: usize) -> Result<()> {
    if text.is_none_or(|text| (1..=most).contains(&text.chars().count())) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::InvalidRequest, format!("{name} has 1 to {most} characters")))
}

/// Refuses what the vendor would.
pub(super) fn validate_range(
    name: &str,
    value: Option<u32>,
    range: std::ops::RangeInclusive<u32>,
) -> Result<()> {
    if value.is_none_or(|value| range.contains(&value)) {
        return Ok(());
    }
    let message = format!("{name} is {} to {}", range.start(), range.end());
    Err(Error::new(ErrorKind::InvalidRequest, message))
}

/// Whether an answer is about what was asked for; one about another thing, or about none, is no answer.
pub(super) fn require_same_id<T>(answer: T, answered: Option<&str>, asked: &str) -> Result<T> {
    if answered == Some(asked) {
        return Ok(answer);
    }
    Err(Error::new(ErrorKind::Decode, "the answer is not about what was asked for"))
}

pub(super) fn parse_server(payload: Value, id: &str) -> Result<ServerResponse> {
    let server: ServerResponse = parse(payload)?;
    let answered = server.id.clone();
    require_same_id(server, answered.as_deref(), id)
}

pub(super) fn parse_supernode(payload: Value, id: &str) -> Result<HyperinstanceResponse> {
    let supernode: HyperinstanceResponse = parse(payload)?;
    let answered = supernode.id.clone();
    require_same_id(supernode, answered.as_deref(), id)
}

pub(super) fn parse_image(payload: Value, id: &str) -> Result<ServerImageResponse> {
    let image: ServerImageResponse = parse(payload)?;
    let answered = image.image_id.clone();
    require_same_id(image, answered.as_deref(), id)
}
