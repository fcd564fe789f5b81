//! UCloud UAI-Inference: services and their versions.
//!
//! The vendor's documents are at <https://github.com/UCloudDoc-Team/uai-inference>. They name the
//! states, and no codes for what is refused: those are guesses.

use serde_json::{Value, json};

use super::Cloud;
use super::ucloud::{Refusal, Reply, required, visible};
use crate::answer::Call;
use crate::clock::second;
use crate::scenario::Account;
use crate::wire::Params;
use crate::world::{Machine, Unit};

/// Guess: the code for a service or version that is in another state than it must be.
const WRONG_STATE: i64 = 210;

pub(super) fn stop(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    required(params, "ServiceID")?;
    // The vendor's tool always sends `SrvVersion`; empty, it means the whole service.
    let version = params.filled("SrvVersion");
    required(params, "Region")?;
    required(params, "Zone")?;
    let found = matching(call, account, params);
    let [at] = found[..] else { return Err(Refusal::unavailable("ServiceID")) };
    match version {
        None => stop_service(call, at)?,
        Some(version) => stop_version(call, at, version)?,
    }
    Ok(json!({ "Message": "" }))
}

fn stop_service(call: &mut Call<'_>, at: usize) -> Result<(), Refusal> {
    let machine = &call.world.machines[at];
    if !machine.is_running() {
        return Err(wrong_state("service", &machine.spec.id, &machine.unit, "Normal"));
    }
    call.world.stop(at, call.now.world);
    Ok(())
}

fn stop_version(call: &mut Call<'_>, at: usize, version: &str) -> Result<(), Refusal> {
    let versions = &mut call.world.machines[at].versions;
    let found = versions.iter_mut().find(|(name, _)| name == version);
    let (_, unit) = found.ok_or_else(|| Refusal::unavailable("SrvVersion"))?;
    if unit.state != "Started" {
        return Err(wrong_state("version", version, unit, "Started"));
    }
    unit.stop(None, call.now.world);
    Ok(())
}

fn wrong_state(what: &str, id: &str, unit: &Unit, needed: &str) -> Refusal {
    Refusal::new(
        WRONG_STATE,
        format!("The {what} {id} is {}, and only one that is {needed} can be stopped", unit.state),
    )
}

/// The services that the parameters name; an unknown id is no error but an empty list.
fn matching(call: &Call<'_>, account: &Account, params: &Params) -> Vec<usize> {
    let is = |name: &str, value: &str| params.filled(name).is_none_or(|given| given == value);
    let mut places = visible(call, account, Cloud::Ucloud);
    places.retain(|&at| {
        let spec = &call.world.machines[at].spec;
        is("ServiceID", &spec.id) && is("Region", &spec.region) && is("Zone", &spec.zone)
    });
    places
}

/// The part of a list that `Offset` and `Limit` cut out; no limit, or 0, is all.
fn page<T>(items: Vec<T>, params: &Params) -> Result<Vec<T>, Refusal> {
    let (offset, limit) = (params.count("Offset", 0)?, params.count("Limit", 0)?);
    Ok(items.into_iter().skip(offset).take(if limit == 0 { usize::MAX } else { limit }).collect())
}

pub(super) fn services(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let places = matching(call, account, params);
    let total = places.len();
    let shown = page(places, params)?;
    let set: Vec<_> = call.world.look(&shown).into_iter().map(service).collect();
    Ok(json!({ "Message": "", "TotalCount": total, "ServiceSet": set }))
}

fn service(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let count = |state: &str| machine.versions.iter().filter(|(_, unit)| unit.state == state).count();
    json!({
        "ServiceID": spec.id,
        "ResourceID": spec.id,
        "SrvName": spec.name,
        "SrvPaasID": "sandbox",
        "SrvURL": "sandbox.uae.service.ucloud.cn",
        "Status": machine.state(),
        "Region": spec.region,
        "Zone": spec.zone,
        "BusinessGroup": "Default",
        "CPU": 8,
        "Memory": 8,
        "BillType": spec.charge_type,
        "CreateTime": second(machine.created).seconds(),
        "ModifyTime": second(machine.unit.changed).seconds(),
        "SrvVerToStartCount": count("ToStart"),
        "SrvVerStartedCount": count("Started"),
        "SrvVerDeployingCount": count("Deploying"),
        "SrvVerErrorCount": count("Error"),
        "SrvVerDeletedCount": 0,
    })
}

pub(super) fn versions(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    required(params, "ServiceID")?;
    let wanted = params.filled("SrvVersion");
    let places = matching(call, account, params);
    let machines = call.world.look(&places);
    let all = machines
        .into_iter()
        .flat_map(|machine| machine.versions.iter().map(move |version| (machine, version)));
    let all: Vec<_> = all.filter(|(_, (name, _))| wanted.is_none_or(|wanted| wanted == name)).collect();
    let total = all.len();
    let set: Vec<_> =
        page(all, params)?.into_iter().map(|(machine, (name, unit))| version(machine, name, unit)).collect();
    Ok(json!({ "Message": "", "TotalCount": total, "SrvVersionSet": set }))
}

fn version(machine: &Machine, name: &str, unit: &Unit) -> Value {
    json!({
        "ServiceID": machine.spec.id,
        "SrvVersion": name,
        "SrvPaasID": "sandbox",
        "Status": unit.state,
        "DeployWeight": 10,
        "SrvVerMemo": "",
        "CreateTime": second(machine.created).seconds(),
        "ModifyTime": second(unit.changed).seconds(),
    })
}
