//! CompShare (优云智算): GPU instances behind UCloud's protocol.
//!
//! <https://www.compshare.cn/docs/gpus/instance/stopcompshareinstance>

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Cloud;
use super::ucloud::{Refusal, Reply, required, visible};
use crate::answer::Call;
use crate::clock::second;
use crate::scenario::Account;
use crate::wire::Params;
use crate::world::Machine;

// The vendor publishes the rules and the name InstanceOperationInProgress, but no numbers. These
// are guesses: UHost's codes for "try again later" and "wrong power state", which leak through.
const BUSY: i64 = 8024;
const WRONG_STATE: i64 = 8905;

const WEEK: i64 = 7 * 86_400;

pub(super) fn stop(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let id = required(params, "UHostId")?;
    let (region, zone) = (required(params, "Region")?, required(params, "Zone")?);
    let force = params.flag("Force")?;
    let found = visible(call, account, Cloud::Compshare).into_iter().find(|&at| {
        let spec = &call.world.machines[at].spec;
        spec.id == id && spec.region == region && spec.zone == zone
    });
    let at = found.ok_or_else(|| Refusal::unavailable("UHostId"))?;
    check_stop(&call.world.machines[at], force, call.now.world)?;
    call.world.stop(at, call.now.world);
    Ok(json!({ "UHostId": id }))
}

fn check_stop(machine: &Machine, force: bool, now: i64) -> Result<(), Refusal> {
    let id = &machine.spec.id;
    if machine.is_locked(now) {
        return Err(Refusal::new(BUSY, format!("InstanceOperationInProgress: another operation holds {id}")));
    }
    if !machine.is_running() {
        return Err(Refusal::new(
            WRONG_STATE,
            format!("{id} is {}, and only a Running instance can be stopped", machine.state()),
        ));
    }
    if machine.spec.image_in_progress {
        return Err(Refusal::new(BUSY, format!("An image of {id} is being made, so it can't be stopped")));
    }
    if is_spot(machine) && !force {
        return Err(Refusal::new(
            230,
            format!("{id} is a spot instance, which is stopped only with Force=true"),
        ));
    }
    Ok(())
}

fn is_spot(machine: &Machine) -> bool {
    machine.spec.spot || machine.spec.charge_type == "Spot"
}

pub(super) fn describe(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let ids = params.list("UHostIds");
    let (limit, offset) = (params.count("Limit", 20)?, params.count("Offset", 0)?);
    if ids.len() > 100 {
        return Err(Refusal::unavailable("UHostIds"));
    }
    if limit > 100 {
        return Err(Refusal::unavailable("Limit"));
    }
    let is = |name: &str, value: &str| params.filled(name).is_none_or(|given| given == value);
    let mut places = visible(call, account, Cloud::Compshare);
    places.retain(|&at| {
        let spec = &call.world.machines[at].spec;
        is("Region", &spec.region) && is("Zone", &spec.zone) && (ids.is_empty() || ids.contains(&spec.id))
    });
    // The vendor refuses an offset beyond the total. Guess: the total itself is not beyond.
    if offset > places.len() {
        return Err(Refusal::unavailable("Offset"));
    }
    let shown: Vec<_> = places.iter().copied().skip(offset).take(limit).collect();
    let set: Vec<_> = call.world.look(&shown).into_iter().map(instance).collect();
    Ok(json!({ "TotalCount": places.len(), "UHostSet": set }))
}

fn instance(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let stopped = machine.state() == "Stopped";
    let stop_time = if stopped { second(machine.unit.changed).seconds() } else { 0 };
    // A pay-as-you-go instance is destroyed when it has been stopped for seven days.
    let release_time = if stopped && spec.charge_type == "Postpay" { stop_time + WEEK } else { 0 };
    json!({
        "UHostId": spec.id,
        "Name": spec.name,
        "Remark": "",
        "Tag": "Default",
        "State": machine.state(),
        "Region": spec.region,
        "Zone": spec.zone,
        "GPU": spec.gpu_count,
        "GpuType": spec.gpu,
        "CPU": 16,
        "Memory": 65_536,
        "MachineType": spec.instance_type,
        "InstanceType": "UHost",
        "ChargeType": spec.charge_type,
        "IsSpot": is_spot(machine),
        "CreateTime": second(machine.created).seconds(),
        "StartTime": second(machine.created).seconds(),
        "ExpireTime": 0,
        "StopTime": stop_time,
        "SchedulerStopTime": 0,
        "ReleaseTime": release_time,
        "AutoRenew": "Yes",
        "IsExpire": "No",
        "SupportWithoutGpuStart": !is_spot(machine),
        "IPSet": [{ "IPMode": "IPv4", "Type": "Private", "IP": "10.60.0.2", "Default": "true" }],
        "DiskSet": [{ "DiskId": format!("bsi-{}", spec.id), "DiskType": "CLOUD_SSD", "IsBoot": "True", "Size": 100 }],
        "OsType": "Linux",
        "OsName": "Ubuntu 22.04 64位",
    })
}

pub(super) fn zones(call: &Call<'_>, account: &Account) -> Reply {
    let usual = Cloud::Compshare.words();
    let mut zones = BTreeSet::from([(usual.region, usual.zone)]);
    zones.extend(visible(call, account, Cloud::Compshare).into_iter().map(|at| {
        let spec = &call.world.machines[at].spec;
        (spec.region.as_str(), spec.zone.as_str())
    }));
    let zone = |(at, (region, zone)): (usize, (&str, &str))| json!({ "Region": region, "Zone": zone, "Describe": zone, "RegionId": 1000 + at, "ZoneId": 5000 + at });
    Ok(json!({ "ZoneInfo": zones.into_iter().enumerate().map(zone).collect::<Vec<_>>() }))
}
