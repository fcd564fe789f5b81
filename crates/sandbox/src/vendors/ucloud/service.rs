//! Lookup and state checks of the service that a request names.

use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::state::machine::Machine;
use crate::state::resource::Resource;
use crate::vendors::call::RequestContext;
use crate::vendors::rpc::{RpcError, RpcResult, required, visible};

/// Guess: code of a request that the state of a service or version does not allow.
const WRONG_STATE: i64 = 210;

/// Result of an action that returns no data.
pub(super) fn empty_result() -> RpcResult {
    Ok(json!({ "Message": "" }))
}

/// Index of the service that a request names by `ServiceID` and `Region`.
pub(super) fn find_service(
    ctx: &RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> Result<usize, RpcError> {
    required(params, "ServiceID")?;
    required(params, "Region")?;
    let found = matching_services(ctx, account, params);
    let [index] = found[..] else { return Err(RpcError::invalid("ServiceID")) };
    Ok(index)
}

/// Position of a version among the versions of its service.
pub(super) fn find_version(machine: &Machine, name: &str) -> Result<usize, RpcError> {
    let found = machine.versions.iter().position(|(version, _)| version == name);
    found.ok_or_else(|| RpcError::invalid("SrvVersion"))
}

/// Refuses a request while another operation holds the service. Guess: the code is that of a wrong state.
pub(super) fn check_unlocked(machine: &Machine, now_ms: i64) -> Result<(), RpcError> {
    if machine.is_locked(now_ms) {
        return Err(RpcError::new(WRONG_STATE, format!("Another operation holds {}", machine.spec.id)));
    }
    Ok(())
}

/// The refusal of a request that the current state does not allow.
pub(super) fn wrong_state(kind: &str, id: &str, resource: &Resource, needed: &str, done: &str) -> RpcError {
    let state = &resource.state;
    RpcError::new(
        WRONG_STATE,
        format!("The {kind} {id} is {state}, and only one that is {needed} can be {done}"),
    )
}

/// Indices of the services that match `ServiceID`, `Region` and `Zone`. An unknown id gives an empty list.
pub(super) fn matching_services(
    ctx: &RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> Vec<usize> {
    let mut indices = match params.non_empty("ServiceID") {
        Some(id) if account.cloud == Cloud::Ucloud => ctx.state.indices_of(Cloud::Ucloud, [id]),
        _ => visible(ctx, account, Cloud::Ucloud),
    };
    indices.retain(|&index| {
        let spec = &ctx.state.machines[index].spec;
        params.allows("ServiceID", &spec.id)
            && params.allows("Region", &spec.region)
            && params.allows("Zone", &spec.zone)
    });
    indices
}

/// Stores a field of a version that a request has set, under the vendor's name.
pub(super) fn set_version_field(machine: &mut Machine, version: &str, field: &str, value: Value) {
    let versions = machine.attributes.entry("Versions").or_insert_with(|| json!({}));
    versions[version][field] = value;
}
