//! Scheduled stops, which CompShare executes itself.

use serde_json::json;

use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::vendors::call::RequestContext;
use crate::vendors::compshare::instance::{find_in_region, find_in_zone, is_spot};
use crate::vendors::rpc::{RpcError, RpcResult, required};

/// Shortest time between a request and its scheduled stop.
const MIN_LEAD_SECS: i64 = 300;

/// Schedules a stop for `SchedulerStopTime`, in seconds since 1970. Spot instances are refused.
///
/// <https://www.compshare.cn/docs/gpus/instance/updatecompsharestopscheduler>
pub(super) fn update(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    required(params, "ProjectId")?;
    let stop_at: Option<i64> = required(params, "SchedulerStopTime")?.trim().parse().ok();
    let earliest = ctx.now.state_ms.div_euclid(1000) + MIN_LEAD_SECS;
    let stop_at = stop_at.filter(|stop_at| *stop_at >= earliest);
    let stop_at = stop_at.ok_or_else(|| RpcError::invalid("SchedulerStopTime"))?;
    let index = find_in_zone(ctx, account, params)?;
    let machine = ctx.state.modify(index);
    if is_spot(machine) {
        let message = format!("{} is a spot instance, which can't be scheduled", machine.spec.id);
        return Err(RpcError::new(230, message));
    }
    machine.scheduled_stop_ms = Some(stop_at.saturating_mul(1000));
    Ok(json!({ "UHostId": machine.spec.id }))
}

/// Cancels a scheduled stop. Guess: the request succeeds even if no stop is scheduled.
///
/// <https://www.compshare.cn/docs/gpus/instance/deletecompsharestopscheduler>
pub(super) fn delete(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    required(params, "ProjectId")?;
    let index = find_in_region(ctx, account, params)?;
    ctx.state.modify(index).scheduled_stop_ms = None;
    Ok(json!({ "UHostId": ctx.state.machines[index].spec.id }))
}
