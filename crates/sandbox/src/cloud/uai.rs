//! UCloud UAI-Inference: services and their versions.
//!
//! The vendor's documents are at <https://github.com/UCloudDoc-Team/uai-inference>. They name the
//! states, and no codes for what is refused: those are guesses.

use serde_json::{Value, json};

use super::ucloud::{Refusal, Reply, required, visible};
use super::{Cloud, uai_catalog, uai_deploy, uai_modify};
use crate::answer::Call;
use crate::clock::second;
use crate::scenario::Account;
use crate::wire::Params;
use crate::world::{GONE, Machine, Unit};

/// Guess: the code for a service or version that is in another state than it must be.
const WRONG_STATE: i64 = 210;

pub(super) fn act(call: &mut Call<'_>, account: &Account, action: &str, params: &Params) -> Reply {
    match action {
        "StopUAIService" => stop(call, account, params),
        "StartUAIService" => start(call, account, params),
        "DeleteUAIService" => delete(call, account, params),
        "GetUAIServiceList" => services(call, account, params),
        "GetUAISrvVersionList" => versions(call, account, params),
        "CreateUAIService" => uai_deploy::create(call, params),
        "CreateUAIExclusiveService" => uai_deploy::create_exclusive(call, params),
        "DeployUAIService" => uai_deploy::deploy(call, account, params),
        "DeployUAIServiceByDocker" => uai_deploy::deploy_by_docker(call, account, params),
        "CheckUAIDeployProgress" => uai_deploy::progress(call, account, params),
        _ => match uai_modify::act(call, account, action, params) {
            Some(reply) => reply,
            None => uai_catalog::act(action, params),
        },
    }
}

/// What is answered when there is nothing to say.
pub(super) fn done() -> Reply {
    Ok(json!({ "Message": "" }))
}

/// The one service that a request names.
pub(super) fn service_of(call: &Call<'_>, account: &Account, params: &Params) -> Result<usize, Refusal> {
    required(params, "ServiceID")?;
    required(params, "Region")?;
    let found = matching(call, account, params);
    let [at] = found[..] else { return Err(Refusal::unavailable("ServiceID")) };
    Ok(at)
}

/// The version that a request names, by its place among the service's.
pub(super) fn version_of(machine: &Machine, name: &str) -> Result<usize, Refusal> {
    let found = machine.versions.iter().position(|(given, _)| given == name);
    found.ok_or_else(|| Refusal::unavailable("SrvVersion"))
}

fn stop(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    required(params, "ServiceID")?;
    required(params, "Region")?;
    required(params, "Zone")?;
    let at = service_of(call, account, params)?;
    // The vendor's tool always sends `SrvVersion`; empty, it means the whole service.
    match params.filled("SrvVersion") {
        None => stop_service(call, at)?,
        Some(version) => stop_version(call, at, version)?,
    }
    done()
}

fn start(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let name = required(params, "SrvVersion")?;
    required(params, "Zone")?;
    let at = service_of(call, account, params)?;
    let machine = call.world.change(at);
    let version = version_of(machine, name)?;
    let (_, unit) = &mut machine.versions[version];
    if unit.state != "ToStart" {
        return Err(wrong_state("version", name, unit, "ToStart", "started"));
    }
    unit.go(None, "Started", call.now.world);
    done()
}

fn delete(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    required(params, "Zone")?;
    let at = service_of(call, account, params)?;
    let now = call.now.world;
    let machine = call.world.change(at);
    let Some(name) = params.filled("SrvVersion") else {
        if !["ToDeploy", "ToStart"].contains(&machine.state()) {
            return Err(wrong_state(
                "service",
                &machine.spec.id,
                &machine.unit,
                "ToDeploy or ToStart",
                "deleted",
            ));
        }
        machine.unit.go(None, GONE, now);
        return done();
    };
    let version = version_of(machine, name)?;
    let (_, unit) = &mut machine.versions[version];
    if !["ToStart", "Error"].contains(&unit.state.as_str()) {
        return Err(wrong_state("version", name, unit, "ToStart or Error", "deleted"));
    }
    unit.go(None, GONE, now);
    done()
}

fn stop_service(call: &mut Call<'_>, at: usize) -> Result<(), Refusal> {
    let machine = &call.world.machines[at];
    check_free(machine, call.now.world)?;
    if !machine.is_running() {
        return Err(wrong_state("service", &machine.spec.id, &machine.unit, "Normal", "stopped"));
    }
    call.world.stop(at, call.now.world);
    Ok(())
}

fn stop_version(call: &mut Call<'_>, at: usize, name: &str) -> Result<(), Refusal> {
    let machine = &call.world.machines[at];
    let version = version_of(machine, name)?;
    let (_, unit) = &machine.versions[version];
    check_free(machine, call.now.world)?;
    if unit.state != "Started" {
        return Err(wrong_state("version", name, unit, "Started", "stopped"));
    }
    call.world.stop_version(at, version, call.now.world);
    Ok(())
}

/// Guess: what another operation holds is told as a wrong state.
fn check_free(machine: &Machine, now: i64) -> Result<(), Refusal> {
    let held = || Refusal::new(WRONG_STATE, format!("Another operation holds {}", machine.spec.id));
    if machine.is_locked(now) { Err(held()) } else { Ok(()) }
}

pub(super) fn wrong_state(what: &str, id: &str, unit: &Unit, needed: &str, done: &str) -> Refusal {
    Refusal::new(
        WRONG_STATE,
        format!("The {what} {id} is {}, and only one that is {needed} can be {done}", unit.state),
    )
}

/// The services that the parameters name; an unknown id is no error but an empty list.
fn matching(call: &Call<'_>, account: &Account, params: &Params) -> Vec<usize> {
    let is = |name: &str, value: &str| params.filled(name).is_none_or(|given| given == value);
    let mut places = match params.filled("ServiceID") {
        Some(id) if account.cloud == Cloud::Ucloud => call.world.named(Cloud::Ucloud, [id]),
        _ => visible(call, account, Cloud::Ucloud),
    };
    places.retain(|&at| {
        let spec = &call.world.machines[at].spec;
        is("ServiceID", &spec.id) && is("Region", &spec.region) && is("Zone", &spec.zone)
    });
    places
}

/// What `Offset` and `Limit` cut out of a list: from where, and how much; no limit, or 0, is all.
fn cut(params: &Params) -> Result<(usize, usize), Refusal> {
    let (offset, limit) = (params.count("Offset", 0)?, params.count("Limit", 0)?);
    Ok((offset, if limit == 0 { usize::MAX } else { limit }))
}

fn services(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let places = matching(call, account, params);
    let total = places.len();
    let (offset, limit) = cut(params)?;
    let shown = call.world.cut(places, offset, limit);
    let set: Vec<_> = call.world.look(&shown).into_iter().map(service).collect();
    Ok(json!({ "Message": "", "TotalCount": total, "ServiceSet": set }))
}

fn service(machine: &Machine) -> Value {
    let spec = &machine.spec;
    // The vendor's one node with a card, and the largest without.
    let (cpu, memory) = if spec.gpu.is_empty() { (8, 8) } else { (4, 16) };
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
        "BusinessGroup": machine.notes.get("BusinessGroup").cloned().unwrap_or(json!("Default")),
        "CPU": machine.notes.get("CPU").cloned().unwrap_or(json!(cpu)),
        "Memory": machine.notes.get("Memory").cloned().unwrap_or(json!(memory)),
        "BillType": spec.charge_type,
        "BillUnit": "",
        "BillUnitPrice": 0,
        "CreateTime": second(machine.created).seconds(),
        "ModifyTime": second(machine.unit.changed).seconds(),
        "SrvVerToStartCount": count("ToStart"),
        "SrvVerStartedCount": count("Started"),
        "SrvVerDeployingCount": count("Deploying"),
        "SrvVerErrorCount": count("Error"),
        "SrvVerDeletedCount": 0,
    })
}

fn versions(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    required(params, "ServiceID")?;
    let wanted = params.filled("SrvVersion");
    let places = matching(call, account, params);
    let machines = call.world.look(&places);
    let all = machines
        .into_iter()
        .flat_map(|machine| machine.versions.iter().map(move |version| (machine, version)));
    let all: Vec<_> = all.filter(|(_, (name, _))| wanted.is_none_or(|wanted| wanted == name)).collect();
    let total = all.len();
    let (offset, limit) = cut(params)?;
    let shown = all.into_iter().skip(offset).take(limit);
    let set: Vec<_> = shown.map(|(machine, (name, unit))| version(machine, name, unit)).collect();
    Ok(json!({ "Message": "", "TotalCount": total, "SrvVersionSet": set }))
}

fn version(machine: &Machine, name: &str, unit: &Unit) -> Value {
    let mut row = json!({
        "ServiceID": machine.spec.id,
        "SrvVersion": name,
        "SrvPaasID": "sandbox",
        "Status": unit.state,
        "DeployWeight": 10,
        "SrvVerMemo": "",
        "UfileBucket": "",
        "UfileName": "",
        "UfileURL": "",
        "AptGetPKGIDs": [],
        "PipPKGIDs": [],
        "CreateTime": second(machine.created).seconds(),
        "ModifyTime": second(unit.changed).seconds(),
    });
    let noted = machine.notes.get("Versions").and_then(|versions| versions[name].as_object());
    noted.into_iter().flatten().for_each(|(key, value)| row[key] = value.clone());
    row
}

/// What requests have set on a version, by the vendor's names.
pub(super) fn note(machine: &mut Machine, version: &str, key: &str, value: Value) {
    let versions = machine.notes.entry("Versions").or_insert_with(|| json!({}));
    versions[version][key] = value;
}
