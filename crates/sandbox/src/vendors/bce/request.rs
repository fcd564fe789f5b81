//! Bodies and instances of Baidu's requests.

use serde_json::{Map, Value, json};

use crate::cloud::Cloud;
use crate::state::machine::Machine;
use crate::vendors::bce::error::{bad_request, inappropriate_json};
use crate::vendors::call::RequestContext;
use crate::vendors::vendor_error::VendorError;

/// Largest number of ids in one request.
pub(super) const MAX_IDS: usize = 100;

/// The body of a response, if the operation has one. A stop gets an empty response.
pub(super) type BceResult = Result<Option<Value>, VendorError>;

/// The JSON object of the body; an empty object without a body, because the SDK for Node sends none.
pub(super) fn json_body(ctx: &RequestContext<'_>) -> Result<Map<String, Value>, VendorError> {
    if ctx.request.body.trim_ascii().is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_slice(&ctx.request.body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(inappropriate_json("the body is not an object")),
        Err(_) => Err(VendorError::new(400, "MalformedJSON", "The JSON you provided was not well-formed.")),
    }
}

/// A boolean field; false if absent or null.
pub(super) fn boolean(body: &Map<String, Value>, name: &str) -> Result<bool, VendorError> {
    match body.get(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(value)) => Ok(*value),
        Some(_) => Err(inappropriate_json(&format!("{name} is not a boolean"))),
    }
}

/// The ids in `instanceIds`, 1 to 100.
pub(super) fn instance_ids(body: &Map<String, Value>) -> Result<Vec<String>, VendorError> {
    let list = body.get("instanceIds").and_then(Value::as_array);
    let ids: Option<Vec<String>> = match list {
        Some(list) => list.iter().map(|id| id.as_str().map(str::to_owned)).collect(),
        None => None,
    };
    match ids {
        Some(ids) if (1..=MAX_IDS).contains(&ids.len()) => Ok(ids),
        Some(_) => Err(bad_request("instanceIds must hold 1 to 100 ids.")),
        None => Err(inappropriate_json("instanceIds is not a list of ids")),
    }
}

/// Index of an instance.
pub(super) fn find_instance(ctx: &RequestContext<'_>, id: &str) -> Result<usize, VendorError> {
    ctx.state.find(Cloud::Bce, id).ok_or_else(|| {
        VendorError::new(404, "NoSuchObject", "The specified object is not found or resource do not exist.")
    })
}

/// True while another operation or the creation of an image holds the instance.
pub(super) fn is_busy(machine: &Machine, now_ms: i64) -> bool {
    machine.is_locked(now_ms) || machine.spec.image_in_progress
}

/// The body of a batch in which everything succeeded. The documents name no body, but the Go SDK fails without one;
/// this body suits both.
pub(super) fn batch_succeeded(request_id: &str) -> Value {
    json!({ "requestId": request_id, "failedInstanceIdList": [] })
}
