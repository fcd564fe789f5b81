//! Operations under way, which clients poll by their ids.

use serde_json::{Value, json};

use crate::state::machine::Machine;
use crate::vendors::call::RequestContext;
use crate::vendors::huaweicloud::error::not_found;
use crate::vendors::huaweicloud::power_kind::{PowerKind, is_transitional};
use crate::vendors::huaweicloud::request::{HuaweiResult, ServerRequest};
use crate::vendors::huaweicloud::server::find_server;

/// Stores the latest operation of a server. Guess: its id is the id of the request that started it.
pub(super) fn record(machine: &mut Machine, kind: PowerKind, request_id: &str) {
    machine.attributes.insert("operation_id".to_owned(), request_id.into());
    machine.attributes.insert("operation_type".to_owned(), kind.operation_type().into());
}

/// Shows the latest operation of a server. Earlier operations are unknown.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/GetDevServerOperation.html>
pub(super) fn show(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    let index = find_server(ctx, target)?;
    let machine = ctx.state.poll_one(index);
    if machine.attributes.get("operation_id").and_then(Value::as_str) != Some(&target.operation_id) {
        return Err(not_found(&target.operation_id));
    }
    let state = machine.state();
    let (status, error) = if is_transitional(state) {
        ("running", Value::Null)
    } else if state.ends_with("_FAILED") || state == "ERROR" {
        let message = format!("The instance is {state}.");
        ("failed", json!({ "code": "ModelArts.6361", "message": message }))
    } else {
        ("success", Value::Null)
    };
    Ok(json!({
        "operation_id": target.operation_id,
        "operation_status": status,
        "operation_type": machine.attributes.get("operation_type"),
        "operation_error": error,
    }))
}
