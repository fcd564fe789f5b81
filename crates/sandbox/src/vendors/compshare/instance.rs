//! Lookup and state checks of the instance that a request names.
//!
//! The vendor publishes the rules and the name `InstanceOperationInProgress`, but no codes. The codes here are
//! guesses: UHost's codes for "try again later" and "wrong power state", which some responses contain.

use crate::cloud::Cloud;
use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::state::machine::Machine;
use crate::vendors::call::RequestContext;
use crate::vendors::rpc::{RpcError, required};

const BUSY: i64 = 8024;
const WRONG_STATE: i64 = 8905;

/// States in which an operation is under way.
const TRANSITIONAL: [&str; 7] =
    ["Initializing", "Install", "Starting", "Rebooting", "Resizing", "Reinstalling", "Stopping"];

/// Attribute of an instance whose deletion has started.
pub(super) const TERMINATING: &str = "Terminating";

pub(super) fn is_spot(machine: &Machine) -> bool {
    machine.spec.spot || machine.spec.charge_type == "Spot"
}

/// Index of the instance that a request names by id, region and zone.
pub(super) fn find_in_zone(
    ctx: &RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> Result<usize, RpcError> {
    required(params, "Zone")?;
    find_in_region(ctx, account, params)
}

/// Index of the instance that a request names by id and region. A zone must match if it is present.
pub(super) fn find_in_region(
    ctx: &RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> Result<usize, RpcError> {
    let id = required(params, "UHostId")?;
    let region = required(params, "Region")?;
    let found = ctx.state.find(Cloud::Compshare, id).filter(|&index| {
        let spec = &ctx.state.machines[index].spec;
        account.cloud == Cloud::Compshare && spec.region == region && params.allows("Zone", &spec.zone)
    });
    found.ok_or_else(|| RpcError::invalid("UHostId"))
}

/// Refuses an operation while another operation holds the instance.
///
/// Guess: the lock ends together with the operation that holds it; `lock_ms` is its longest duration.
pub(super) fn check_unlocked(machine: &Machine, now_ms: i64) -> Result<(), RpcError> {
    let id = &machine.spec.id;
    let is_terminating = machine.attributes.contains_key(TERMINATING);
    let is_held = machine.spec.locked || is_terminating || TRANSITIONAL.contains(&machine.state());
    if machine.is_locked(now_ms) && is_held {
        return Err(RpcError::new(
            BUSY,
            format!("InstanceOperationInProgress: another operation holds {id}"),
        ));
    }
    if is_terminating {
        return Err(RpcError::new(WRONG_STATE, format!("{id} is being recycled")));
    }
    Ok(())
}

/// Refuses an operation in any other state than `needed`.
pub(super) fn check_state(machine: &Machine, needed: &str, done: &str) -> Result<(), RpcError> {
    let state = machine.state();
    if state == needed {
        return Ok(());
    }
    let id = &machine.spec.id;
    let message = format!("{id} is {state}, and only a {needed} instance can be {done}");
    Err(RpcError::new(WRONG_STATE, message))
}

/// Refuses an operation while an image of the instance is created.
pub(super) fn check_image(machine: &Machine, done: &str) -> Result<(), RpcError> {
    if machine.spec.image_in_progress {
        let message = format!("An image of {} is being made, so it can't be {done}", machine.spec.id);
        return Err(RpcError::new(BUSY, message));
    }
    Ok(())
}
