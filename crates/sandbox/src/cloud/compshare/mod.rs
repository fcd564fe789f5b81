//! CompShare (优云智算): GPU instances behind UCloud's protocol.
//!
//! <https://www.compshare.cn/docs/gpus/instance/stopcompshareinstance>

mod change;
mod create;
mod describe;
mod offer;
mod power;
mod price;
mod schedule;

use super::Cloud;
use super::ucloud::{Refusal, Reply, required};
use crate::answer::Call;
use crate::scenario::Account;
use crate::wire::Params;
use crate::world::Machine;

// The vendor publishes the rules and the name InstanceOperationInProgress, but no numbers. These
// are guesses: UHost's codes for "try again later" and "wrong power state", which leak through.
const BUSY: i64 = 8024;
const WRONG_STATE: i64 = 8905;

const WEEK_MS: i64 = 7 * 86_400_000;

/// An action, and what does it.
type Action = fn(&mut Call<'_>, &Account, &Params) -> Reply;

const ACTIONS: [(&str, Action); 23] = [
    ("DescribeCompShareInstance", describe::instances),
    ("DescribeCompShareSupportZone", describe::zones),
    ("DescribeAvailableCompShareInstanceTypes", offer::types),
    ("DescribeCompShareMachineTypeFamilies", offer::families),
    ("DescribeCompShareGpuInventory", offer::inventory),
    ("GetCompShareInstanceMonitor", describe::monitor),
    ("CreateCompShareInstance", create::create),
    ("StopCompShareInstance", power::stop),
    ("StartCompShareInstance", power::start),
    ("RebootCompShareInstance", power::reboot),
    ("TerminateCompShareInstance", power::terminate),
    ("ReinstallCompShareInstance", change::reinstall),
    ("ResetCompShareInstancePassword", change::password),
    ("ModifyCompShareInstanceName", change::name),
    ("ResizeCompShareInstance", change::resize),
    ("SwitchChargeType", change::charge_type),
    ("UpdateCompShareStopScheduler", schedule::update),
    ("DeleteCompShareStopScheduler", schedule::delete),
    ("GetCompShareInstancePrice", price::instance),
    ("GetCompShareInstanceUserPrice", price::user),
    ("GetCompShareInstanceUpgradePrice", price::upgrade),
    ("GetCompShareRefundPrice", price::refund),
    ("CheckCompShareResourceCapacity", price::capacity),
];

/// Whether the action is CompShare's.
pub(super) fn knows(action: &str) -> bool {
    ACTIONS.iter().any(|(name, _)| *name == action)
}

pub(super) fn act(call: &mut Call<'_>, account: &Account, action: &str, params: &Params) -> Reply {
    let found = ACTIONS.iter().find(|(name, _)| *name == action);
    let (_, does) = found.ok_or_else(|| Refusal::new(161, format!("Action [{action}] not available")))?;
    does(call, account, params)
}

/// A pay-as-you-go instance is destroyed when it has been stopped for seven days. (The vendor does so
/// at noon of that day.)
pub(crate) fn release_at(machine: &Machine) -> Option<i64> {
    let waits = machine.state() == "Stopped" && machine.spec.charge_type == "Postpay";
    waits.then(|| machine.unit.changed.saturating_add(WEEK_MS))
}

fn is_spot(machine: &Machine) -> bool {
    machine.spec.spot || machine.spec.charge_type == "Spot"
}

/// The instance that a request names by id, region and zone.
fn find(call: &Call<'_>, account: &Account, params: &Params) -> Result<usize, Refusal> {
    required(params, "Zone")?;
    find_in_region(call, account, params)
}

/// The same where the zone need not be named.
fn find_in_region(call: &Call<'_>, account: &Account, params: &Params) -> Result<usize, Refusal> {
    let (id, region) = (required(params, "UHostId")?, required(params, "Region")?);
    let zone = params.filled("Zone");
    let own = account.cloud == Cloud::Compshare;
    let found = call.world.find(Cloud::Compshare, id).filter(|&at| {
        let spec = &call.world.machines[at].spec;
        own && spec.region == region && zone.is_none_or(|zone| spec.zone == zone)
    });
    found.ok_or_else(|| Refusal::unavailable("UHostId"))
}

/// Refuses an operation while another one holds the instance. Guess: the lock goes when that one is
/// done; the ten minutes are how long it lasts at most.
fn check_free(machine: &Machine, now: i64) -> Result<(), Refusal> {
    let moving = ["Initializing", "Install", "Starting", "Rebooting", "Resizing", "Reinstalling", "Stopping"];
    let going = machine.notes.contains_key("Terminating");
    if machine.is_locked(now) && (machine.spec.locked || going || moving.contains(&machine.state())) {
        let message = format!("InstanceOperationInProgress: another operation holds {}", machine.spec.id);
        return Err(Refusal::new(BUSY, message));
    }
    if going {
        return Err(Refusal::new(WRONG_STATE, format!("{} is being recycled", machine.spec.id)));
    }
    Ok(())
}

/// Refuses an operation in any state but this.
fn check_state(machine: &Machine, state: &str, done: &str) -> Result<(), Refusal> {
    if machine.state() == state {
        return Ok(());
    }
    let (id, is) = (&machine.spec.id, machine.state());
    Err(Refusal::new(WRONG_STATE, format!("{id} is {is}, and only a {state} instance can be {done}")))
}

/// Refuses an operation while an image of the instance is being made.
fn check_image(machine: &Machine, done: &str) -> Result<(), Refusal> {
    if machine.spec.image_in_progress {
        let message = format!("An image of {} is being made, so it can't be {done}", machine.spec.id);
        return Err(Refusal::new(BUSY, message));
    }
    Ok(())
}

/// A whole number that must be there and not be zero.
fn number(params: &Params, name: &'static str) -> Result<u32, Refusal> {
    let number = required(params, name)?.trim().parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| Refusal::unavailable(name))
}

/// The same where it may be missing.
fn some_number(params: &Params, name: &'static str) -> Result<Option<u32>, Refusal> {
    params.filled(name).map(|_| number(params, name)).transpose()
}

/// Text in base64, as passwords are sent.
fn base64<'p>(params: &'p Params, name: &'static str) -> Result<Option<&'p str>, Refusal> {
    let fits = |text: &&str| {
        let body = text.trim_end_matches('=');
        text.len().is_multiple_of(4) && text.len() - body.len() < 3 && {
            body.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(&byte))
        }
    };
    match params.filled(name) {
        Some(text) if !fits(&text) => Err(Refusal::unavailable(name)),
        text => Ok(text),
    }
}
