//! New instances.

use serde_json::{Value, json};

use super::{base64, number};
use crate::answer::Call;
use crate::cloud::Cloud;
use crate::cloud::ucloud::{Refusal, Reply, required};
use crate::scenario::{Account, Instance};
use crate::wire::Params;

/// What an account of the highest level may have.
const QUOTA: usize = 100;

/// Cards that are not sold as spot instances.
pub(super) const NO_SPOT: [&str; 5] = ["4090_48G", "A800", "H20", "P40", "2080"];

pub(super) fn create(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let spec = spec(params)?;
    let memory = number(params, "Memory")?;
    if !memory.is_multiple_of(1024) {
        return Err(Refusal::unavailable("Memory"));
    }
    let mut notes = json!({
        "CPU": number(params, "CPU")?,
        "Memory": memory,
        "CompShareImageId": required(params, "CompShareImageId")?,
        "Disks": disks(params)?,
        "Remark": params.get("Remark").unwrap_or_default(),
    });
    if let Some(password) = base64(params, "Password")? {
        notes["Password"] = json!(password);
    }
    let count = params.count("MaxCount", 1)?.max(1);
    if account.cloud != Cloud::Compshare || call.world.of(Cloud::Compshare).count() + count > QUOTA {
        return Err(Refusal::new(8095, "The quota of instances is used up"));
    }
    let ids: Vec<_> = (0..count).map(|_| one(call, spec.clone(), &notes)).collect();
    Ok(json!({ "UHostIds": ids }))
}

fn one(call: &mut Call<'_>, mut spec: Instance, notes: &Value) -> String {
    let free = (1..).map(|number| format!("uhost-new{number}"));
    spec.id = free.into_iter().find(|id| call.world.find(Cloud::Compshare, id).is_none()).unwrap_or_default();
    let id = spec.id.clone();
    let now = call.now.world;
    let machine = call.world.create(spec, "Running", now);
    machine.notes.extend(notes.as_object().cloned().unwrap_or_default());
    if let Some(at) = call.world.find(Cloud::Compshare, &id) {
        call.world.hold(at, now);
    }
    call.seen.ids.push(id.clone());
    id
}

fn spec(params: &Params) -> Result<Instance, Refusal> {
    let mut spec = Instance::new(Cloud::Compshare, "");
    required(params, "Region")?.clone_into(&mut spec.region);
    required(params, "Zone")?.clone_into(&mut spec.zone);
    if !spec.zone.starts_with(&format!("{}-", spec.region)) {
        return Err(Refusal::unavailable("Zone"));
    }
    required(params, "GpuType")?.clone_into(&mut spec.gpu);
    spec.gpu_count = number(params, "GPU")?;
    params.get("Name").unwrap_or_default().clone_into(&mut spec.name);
    params.filled("ChargeType").unwrap_or("Month").clone_into(&mut spec.charge_type);
    spec.spot = spec.charge_type == "Spot";
    let known = ["Month", "Day", "Dynamic", "Postpay", "Spot"].contains(&spec.charge_type.as_str());
    if !known || (spec.spot && NO_SPOT.contains(&spec.gpu.as_str())) {
        return Err(Refusal::unavailable("ChargeType"));
    }
    "Initializing".clone_into(&mut spec.state);
    Ok(spec)
}

/// The disks of a request, exactly one of them the system's.
pub(super) fn disks(params: &Params) -> Result<Vec<Value>, Refusal> {
    let mut disks = Vec::new();
    while let Some(size) = params.get(&format!("Disks.{}.Size", disks.len())) {
        let field = |name: &str| params.get(&format!("Disks.{}.{name}", disks.len())).unwrap_or_default();
        let size: u32 = size.parse().map_err(|_| Refusal::unavailable("Disks"))?;
        disks.push(json!({ "IsBoot": field("IsBoot") == "true", "Type": field("Type"), "Size": size }));
    }
    let boots = disks.iter().filter(|disk| disk["IsBoot"] == true).count();
    if boots == 1 { Ok(disks) } else { Err(Refusal::unavailable("Disks")) }
}
