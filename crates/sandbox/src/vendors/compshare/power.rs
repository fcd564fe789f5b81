//! Stop, start, reboot and deletion.

use serde_json::json;

use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::state::machine::Machine;
use crate::state::resource::DELETED;
use crate::vendors::call::RequestContext;
use crate::vendors::compshare::instance::{
    TERMINATING, check_image, check_state, check_unlocked, find_in_zone, is_spot,
};
use crate::vendors::rpc::{RpcError, RpcResult};

/// Stops a running instance. A spot instance requires `Force`.
///
/// <https://www.compshare.cn/docs/gpus/instance/stopcompshareinstance>
pub(super) fn stop(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let force = params.boolean("Force")?;
    let index = find_in_zone(ctx, account, params)?;
    let now_ms = ctx.now.state_ms;
    let machine = &ctx.state.machines[index];
    check_unlocked(machine, now_ms)?;
    check_state(machine, "Running", "stopped")?;
    check_image(machine, "stopped")?;
    check_spot(machine, force)?;
    ctx.state.stop(index, now_ms);
    accept(ctx, index)
}

/// Refuses a stop of a spot instance without `Force`. Guess: the code.
fn check_spot(machine: &Machine, force: bool) -> Result<(), RpcError> {
    if is_spot(machine) && !force {
        let id = &machine.spec.id;
        let message = format!("{id} is a spot instance, which is stopped only with Force=true");
        return Err(RpcError::new(230, message));
    }
    Ok(())
}

/// Starts a stopped instance, with `WithoutGpu` without its GPU.
///
/// <https://www.compshare.cn/docs/gpus/instance/startcompshareinstance>
pub(super) fn start(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let without_gpu = params.boolean("WithoutGpu")?;
    let index = find_in_zone(ctx, account, params)?;
    let now_ms = ctx.now.state_ms;
    let machine = &ctx.state.machines[index];
    check_unlocked(machine, now_ms)?;
    check_state(machine, "Stopped", "started")?;
    check_without_gpu(ctx, index, without_gpu)?;
    let machine = ctx.state.modify(index);
    machine.attributes.insert("StartTime".into(), json!(now_ms.div_euclid(1000)));
    machine.attributes.insert("WithoutGpu".into(), json!(without_gpu));
    ctx.state.start_transition(index, Some("Starting"), "Running", now_ms);
    accept(ctx, index)
}

/// Allows one running instance without GPU per account. Guess: the code is that of a quota.
fn check_without_gpu(ctx: &RequestContext<'_>, index: usize, without_gpu: bool) -> Result<(), RpcError> {
    if !without_gpu {
        return Ok(());
    }
    if ctx.state.machines.iter().any(runs_without_gpu) {
        return Err(RpcError::new(8095, "Another instance already runs without a card"));
    }
    if is_spot(&ctx.state.machines[index]) {
        return Err(RpcError::invalid("WithoutGpu"));
    }
    Ok(())
}

/// True for an instance that was started without its GPU and is not stopped.
pub(super) fn runs_without_gpu(machine: &Machine) -> bool {
    machine.state() != "Stopped" && machine.attributes.get("WithoutGpu") == Some(&json!(true))
}

/// Reboots a running instance.
///
/// <https://www.compshare.cn/docs/gpus/instance/rebootcompshareinstance>
pub(super) fn reboot(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let index = find_in_zone(ctx, account, params)?;
    let now_ms = ctx.now.state_ms;
    let machine = &ctx.state.machines[index];
    check_unlocked(machine, now_ms)?;
    check_state(machine, "Running", "rebooted")?;
    check_image(machine, "rebooted")?;
    ctx.state.start_transition(index, Some("Rebooting"), "Running", now_ms);
    accept(ctx, index)
}

/// Deletes a stopped instance. The vendor publishes no state for a deletion in progress. Guess: the instance stays
/// `Stopped` until it is deleted, and never enters the recycle bin.
///
/// <https://www.compshare.cn/docs/gpus/instance/terminatecompshareinstance>
pub(super) fn terminate(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    params.boolean("ReleaseUDisk")?;
    let index = find_in_zone(ctx, account, params)?;
    let now_ms = ctx.now.state_ms;
    let machine = &ctx.state.machines[index];
    check_unlocked(machine, now_ms)?;
    if !["Stopped", "Install Fail"].contains(&machine.state()) {
        let message = format!("{} is {}: stop it before it is deleted", machine.spec.id, machine.state());
        return Err(RpcError::new(8856, message));
    }
    ctx.state.modify(index).attributes.insert(TERMINATING.into(), json!(true));
    ctx.state.start_transition(index, None, DELETED, now_ms);
    ctx.state.lock_for_operation(index, now_ms);
    Ok(json!({ "UHostId": ctx.state.machines[index].spec.id, "InRecycle": "No" }))
}

/// Locks the instance for the accepted operation and returns the result.
pub(super) fn accept(ctx: &mut RequestContext<'_>, index: usize) -> RpcResult {
    ctx.state.lock_for_operation(index, ctx.now.state_ms);
    Ok(json!({ "UHostId": ctx.state.machines[index].spec.id }))
}
