//! Stop, start, reboot and deletion of servers.
//!
//! <https://support.huaweicloud.com/intl/en-us/api-modelarts/StopDevServer.html>

use crate::state::machine::Machine;
use crate::vendors::call::RequestContext;
use crate::vendors::huaweicloud::error::wrong_state;
use crate::vendors::huaweicloud::names::server_type;
use crate::vendors::huaweicloud::power_kind::PowerKind;
use crate::vendors::huaweicloud::request::{HuaweiResult, ServerRequest, json_object};
use crate::vendors::huaweicloud::server::{find_server, server_row};
use crate::vendors::huaweicloud::task;
use crate::vendors::vendor_error::VendorError;

/// Checks that a single server allows the operation. Guess: a node of a supernode can only change with all nodes.
pub(super) fn check_server(
    ctx: &RequestContext<'_>,
    index: usize,
    kind: PowerKind,
) -> Result<(), VendorError> {
    let machine = &ctx.state.machines[index];
    if server_type(machine) == "HPS" {
        let message = format!("Server '{}' type is HPS, does not support this operation.", machine.spec.id);
        return Err(VendorError::new(400, "ModelArts.7000", message));
    }
    check_state(ctx, machine, kind)
}

/// Checks that the state and the charge type allow the operation.
pub(super) fn check_state(
    ctx: &RequestContext<'_>,
    machine: &Machine,
    kind: PowerKind,
) -> Result<(), VendorError> {
    let is_busy = machine.is_locked(ctx.now.state_ms) || machine.spec.image_in_progress;
    if is_busy || !kind.is_allowed_in(machine.state()) {
        return Err(wrong_state());
    }
    let never_ran = ["CREATE_FAILED", "ERROR"].contains(&machine.state());
    if matches!(kind, PowerKind::Delete) && machine.is_prepaid() && !never_ran {
        // The rule is documented. Guess: the code.
        let message = "Only pay-per-use instances can be deleted; unsubscribe from yearly/monthly ones.";
        return Err(VendorError::new(400, "ModelArts.7000", message));
    }
    Ok(())
}

/// Starts an operation that has passed all checks.
pub(super) fn start_operation(ctx: &mut RequestContext<'_>, index: usize, kind: PowerKind, request_id: &str) {
    let now_ms = ctx.now.state_ms;
    if matches!(kind, PowerKind::Stop) {
        ctx.state.stop(index, now_ms);
    } else {
        let (through, to) = kind.states();
        ctx.state.start_transition(index, Some(through), to, now_ms);
    }
    task::record(ctx.state.modify(index), kind, request_id);
}

fn change_server(ctx: &mut RequestContext<'_>, target: &ServerRequest, kind: PowerKind) -> HuaweiResult {
    let index = find_server(ctx, target)?;
    check_server(ctx, index, kind)?;
    start_operation(ctx, index, kind, &target.request_id);
    Ok(server_row(&ctx.state.machines[index]))
}

/// Stops a running server, or one whose last stop failed.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/StopDevServer.html>
pub(super) fn stop(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    change_server(ctx, target, PowerKind::Stop)
}

/// Starts a server. Only this operation requires a body, which may be an empty object.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/StartDevServer.html>
pub(super) fn start(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    json_object(ctx)?;
    change_server(ctx, target, PowerKind::Start)
}

/// Reboots a running server.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/RebootDevServer.html>
pub(super) fn reboot(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    change_server(ctx, target, PowerKind::Reboot)
}

/// Deletes a pay-per-use server that is in no transition.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/DeleteDevServer.html>
pub(super) fn delete(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    change_server(ctx, target, PowerKind::Delete)
}
