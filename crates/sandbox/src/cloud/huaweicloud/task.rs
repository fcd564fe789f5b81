//! Operations under way, by their ids.

use serde_json::{Value, json};

use super::power::{Power, is_moving};
use super::server::{find, missing};
use super::{Asked, Reply};
use crate::answer::Call;
use crate::world::Machine;

/// Guess: an operation has the id of the request that began it.
pub(super) fn note(machine: &mut Machine, power: Power, request_id: &str) {
    machine.notes.insert("operation_id".to_owned(), request_id.into());
    machine.notes.insert("operation_type".to_owned(), power.task().into());
}

/// Only the latest operation of a server is remembered.
pub(super) fn show(call: &mut Call<'_>, asked: &Asked) -> Reply {
    let at = find(call, asked)?;
    let machine = call.world.look_at(at);
    if machine.notes.get("operation_id").and_then(Value::as_str) != Some(&asked.operation_id) {
        return Err(missing(&asked.operation_id));
    }
    let state = machine.state();
    let error = json!({ "code": "ModelArts.6361", "message": format!("The instance is {state}.") });
    let (status, error) = match state {
        _ if is_moving(state) => ("running", Value::Null),
        _ if state.ends_with("_FAILED") || state == "ERROR" => ("failed", error),
        _ => ("success", Value::Null),
    };
    Ok(json!({
        "operation_id": asked.operation_id,
        "operation_status": status,
        "operation_type": machine.notes.get("operation_type"),
        "operation_error": error,
    }))
}
