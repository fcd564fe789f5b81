//! UCloud UAI-Inference: making services and deploying versions.

use serde_json::{Value, json};

use super::Cloud;
use super::uai::{note, service_of};
use super::uai_catalog::{P40, package};
use super::ucloud::{Refusal, Reply, required};
use crate::answer::Call;
use crate::scenario::{Account, Instance};
use crate::wire::Params;
use crate::world::Machine;

pub(super) fn create(call: &mut Call<'_>, params: &Params) -> Reply {
    let (cpu, memory) = (number(params, "CPU")?, number(params, "Memory")?);
    // Guess: 230, like any value that means nothing.
    if !["1", "2", "4", "8"].contains(&cpu.to_string().as_str()) {
        return Err(Refusal::unavailable("CPU"));
    }
    if memory != cpu {
        return Err(Refusal::unavailable("Memory"));
    }
    let machine = new_service(call, params, "")?;
    machine.notes.extend([("CPU".to_owned(), json!(cpu)), ("Memory".to_owned(), json!(memory))]);
    Ok(created(machine))
}

pub(super) fn create_exclusive(call: &mut Call<'_>, params: &Params) -> Reply {
    if required(params, "BillProdId")? != P40 {
        return Err(Refusal::unavailable("BillProdId"));
    }
    new_service(call, params, "P40").map(|machine| created(machine))
}

fn number(params: &Params, name: &'static str) -> Result<usize, Refusal> {
    required(params, name)?;
    Ok(params.count(name, 0)?)
}

fn created(machine: &Machine) -> Value {
    json!({ "Message": "", "ServiceID": machine.spec.id, "ResourceID": machine.spec.id })
}

fn new_service<'w>(call: &'w mut Call<'_>, params: &Params, gpu: &str) -> Result<&'w mut Machine, Refusal> {
    let name = required(params, "SrvName")?;
    let (region, zone) = (required(params, "Region")?, required(params, "Zone")?);
    if !is_service_name(name) {
        return Err(Refusal::unavailable("SrvName"));
    }
    let mut spec = Instance::new(Cloud::Ucloud, free_id(call));
    spec.name = name.to_owned();
    (spec.region, spec.zone) = (region.to_owned(), zone.to_owned());
    spec.state = "ToDeploy".to_owned();
    spec.gpu = gpu.to_owned();
    let now = call.now.world;
    let machine = call.world.create(spec, "ToDeploy", now);
    if let Some(group) = params.filled("BusinessGroup") {
        machine.notes.insert("BusinessGroup".to_owned(), json!(group));
    }
    Ok(machine)
}

pub(super) fn is_service_name(name: &str) -> bool {
    name.len() >= 6 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The vendor's ids end in letters and digits; these are counted, so that a play can be repeated.
fn free_id(call: &Call<'_>) -> String {
    let id = |number: usize| format!("uaiservice-new{number}");
    let taken = |number: &usize| call.world.find(Cloud::Ucloud, &id(*number)).is_some();
    id((1..).find(|number| !taken(number)).unwrap_or_default())
}

pub(super) fn deploy(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    required(params, "UfileURL")?;
    let at = service_of(call, account, params)?;
    let parts = [("OSVersion", "OS"), ("PythonVersion", "Python"), ("AIFrameVersion", "AIFrame")];
    let mut built_on = Vec::new();
    if params.filled("BimgName").is_none() {
        for (name, kind) in parts {
            let found = package(kind, required(params, name)?);
            built_on.push((name, found.ok_or_else(|| Refusal::unavailable(name))?));
        }
    }
    let now = call.now.world;
    let machine = call.world.change(at);
    let version = new_version(machine, now);
    for name in ["UfileBucket", "UfileName", "UfileURL"] {
        note(machine, &version, name, json!(params.get(name).unwrap_or_default()));
    }
    built_on.into_iter().for_each(|(name, package)| note(machine, &version, name, package));
    note(machine, &version, "AptGetPKGIDs", json!(params.list("AptGetPKGID")));
    note(machine, &version, "PipPKGIDs", json!(params.list("PipPKGID")));
    let image = format!("uhub.ucloud.cn/uai/{}:{version}", machine.spec.id);
    note(machine, &version, "UimgName", json!(image));
    Ok(json!({ "Message": "", "SrvVersion": version, "UimgName": image }))
}

pub(super) fn deploy_by_docker(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let image = required(params, "UimgName")?;
    let weight = params.count("DeployWeight", 10)?;
    let at = service_of(call, account, params)?;
    if !(1..=100).contains(&weight) {
        return Err(Refusal::unavailable("DeployWeight"));
    }
    let now = call.now.world;
    let machine = call.world.change(at);
    let version = new_version(machine, now);
    note(machine, &version, "UimgName", json!(image));
    note(machine, &version, "DeployWeight", json!(weight));
    note(machine, &version, "SrvVerMemo", json!(params.get("SrvVerMemo").unwrap_or_default()));
    Ok(json!({ "Message": "", "SrvVersion": version }))
}

/// Guess: versions are counted as `1-N`.
fn new_version(machine: &mut Machine, now: i64) -> String {
    let taken = |name: &String| machine.versions.iter().any(|(given, _)| given == name);
    let name = (1_u32..).map(|number| format!("1-{number}")).find(|name| !taken(name)).unwrap_or_default();
    machine.add_version(name.clone(), "Deploying", "ToStart", now);
    // Guess: a service that runs goes on doing so while another version is deployed.
    if !machine.is_running() {
        machine.unit.go(Some("Deploying"), "ToStart", now);
    }
    name
}

pub(super) fn progress(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let wanted = params.filled("SrvVersion");
    let image = params.filled("UimgName");
    if wanted.or(image).is_none() {
        return Err(Refusal::new(220, "Missing params [SrvVersion]"));
    }
    let at = service_of(call, account, params)?;
    let machine = call.world.look_at(at);
    let of_image = |name: &str| {
        machine.notes.get("Versions").is_some_and(|versions| versions[name]["UimgName"].as_str() == image)
    };
    let is = |name: &str| wanted.map_or_else(|| of_image(name), |wanted| wanted == name);
    let found = machine.versions.iter().find(|(name, _)| is(name));
    let (_, unit) = found.ok_or_else(|| Refusal::unavailable("SrvVersion"))?;
    let deploying = unit.state == "Deploying";
    Ok(json!({
        "Message": if deploying { "Step2：Building user image" } else { "" },
        "Status": unit.state,
        "SrvPaasID": if deploying { "" } else { "sandbox" },
        "SrvURL": if deploying { "" } else { "sandbox.uae.service.ucloud.cn" },
        "DeployLog": "",
    }))
}
