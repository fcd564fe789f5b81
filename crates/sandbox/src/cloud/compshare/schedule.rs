//! Stops that CompShare makes at a time.

use serde_json::json;

use super::{find, find_in_region, is_spot};
use crate::answer::Call;
use crate::cloud::ucloud::{Refusal, Reply, required};
use crate::scenario::Account;
use crate::wire::Params;

/// How far ahead a stop is scheduled at least, in seconds.
const AHEAD: i64 = 300;

pub(super) fn update(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    required(params, "ProjectId")?;
    let time: Option<i64> = required(params, "SchedulerStopTime")?.trim().parse().ok();
    let soonest = call.now.world.div_euclid(1000) + AHEAD;
    let time =
        time.filter(|time| *time >= soonest).ok_or_else(|| Refusal::unavailable("SchedulerStopTime"))?;
    let at = find(call, account, params)?;
    let machine = call.world.change(at);
    if is_spot(machine) {
        return Err(Refusal::new(
            230,
            format!("{} is a spot instance, which can't be scheduled", machine.spec.id),
        ));
    }
    machine.stops_at = Some(time.saturating_mul(1000));
    Ok(json!({ "UHostId": machine.spec.id }))
}

/// Guess: what was not scheduled can be cancelled too.
pub(super) fn delete(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    required(params, "ProjectId")?;
    let at = find_in_region(call, account, params)?;
    call.world.change(at).stops_at = None;
    Ok(json!({ "UHostId": call.world.machines[at].spec.id }))
}
