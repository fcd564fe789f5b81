//! Stop, start and deletion of services and versions.
//!
//! UAI has no state between running and stopped: a service stays `Normal`, and a version `Started`, until the stop
//! is complete. A second stop during that time is accepted and changes nothing.

use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::state::resource::DELETED;
use crate::vendors::call::RequestContext;
use crate::vendors::rpc::{RpcError, RpcResult, required};
use crate::vendors::ucloud::service::{
    check_unlocked, empty_result, find_service, find_version, wrong_state,
};

/// Stops a service, or one version of it with `SrvVersion`.
pub(super) fn stop(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    required(params, "ServiceID")?;
    required(params, "Region")?;
    required(params, "Zone")?;
    let index = find_service(ctx, account, params)?;
    // The vendor's tool always sends `SrvVersion`; an empty value means the whole service.
    match params.non_empty("SrvVersion") {
        None => stop_service(ctx, index)?,
        Some(version) => stop_version(ctx, index, version)?,
    }
    empty_result()
}

/// Starts one version of a service. Its service becomes `Normal` afterwards.
pub(super) fn start(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let name = required(params, "SrvVersion")?;
    required(params, "Zone")?;
    let index = find_service(ctx, account, params)?;
    let machine = ctx.state.modify(index);
    let position = find_version(machine, name)?;
    let (_, version) = &mut machine.versions[position];
    if version.state != "ToStart" {
        return Err(wrong_state("version", name, version, "ToStart", "started"));
    }
    version.start_transition(None, "Started", ctx.now.state_ms);
    empty_result()
}

/// Deletes a version, or the whole service if the request names no version.
pub(super) fn delete(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    required(params, "Zone")?;
    let index = find_service(ctx, account, params)?;
    let now_ms = ctx.now.state_ms;
    let machine = ctx.state.modify(index);
    let Some(name) = params.non_empty("SrvVersion") else {
        if !["ToDeploy", "ToStart"].contains(&machine.state()) {
            let id = &machine.spec.id;
            return Err(wrong_state("service", id, &machine.resource, "ToDeploy or ToStart", "deleted"));
        }
        machine.resource.start_transition(None, DELETED, now_ms);
        return empty_result();
    };
    let position = find_version(machine, name)?;
    let (_, version) = &mut machine.versions[position];
    if !["ToStart", "Error"].contains(&version.state.as_str()) {
        return Err(wrong_state("version", name, version, "ToStart or Error", "deleted"));
    }
    version.start_transition(None, DELETED, now_ms);
    empty_result()
}

fn stop_service(ctx: &mut RequestContext<'_>, index: usize) -> Result<(), RpcError> {
    let machine = &ctx.state.machines[index];
    check_unlocked(machine, ctx.now.state_ms)?;
    if !machine.is_running() {
        return Err(wrong_state("service", &machine.spec.id, &machine.resource, "Normal", "stopped"));
    }
    ctx.state.stop(index, ctx.now.state_ms);
    Ok(())
}

fn stop_version(ctx: &mut RequestContext<'_>, index: usize, name: &str) -> Result<(), RpcError> {
    let machine = &ctx.state.machines[index];
    let position = find_version(machine, name)?;
    let (_, version) = &machine.versions[position];
    check_unlocked(machine, ctx.now.state_ms)?;
    if version.state != "Started" {
        return Err(wrong_state("version", name, version, "Started", "stopped"));
    }
    ctx.state.stop_version(index, position, ctx.now.state_ms);
    Ok(())
}
