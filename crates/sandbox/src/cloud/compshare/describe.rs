//! What is shown: instances, zones, measurements.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::price::hour;
use super::{is_spot, release_at};
use crate::answer::Call;
use crate::clock::second;
use crate::cloud::Cloud;
use crate::cloud::ucloud::{Refusal, Reply, required, visible};
use crate::scenario::Account;
use crate::wire::Params;
use crate::world::Machine;

pub(super) fn instances(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    if call.world.region_required {
        required(params, "Region")?;
    }
    let ids = params.list("UHostIds");
    let (limit, offset) = (params.count("Limit", 20)?, params.count("Offset", 0)?);
    params.flag("WithoutGpu")?;
    if ids.len() > 100 {
        return Err(Refusal::unavailable("UHostIds"));
    }
    if limit > 100 {
        return Err(Refusal::unavailable("Limit"));
    }
    let is = |name: &str, value: &str| params.filled(name).is_none_or(|given| given == value);
    let mut places = match &ids[..] {
        [] => visible(call, account, Cloud::Compshare),
        _ if account.cloud == Cloud::Compshare => {
            call.world.named(Cloud::Compshare, ids.iter().map(String::as_str))
        }
        _ => Vec::new(),
    };
    places.retain(|&at| {
        let spec = &call.world.machines[at].spec;
        is("Region", &spec.region) && is("Zone", &spec.zone)
    });
    // The vendor refuses an offset beyond the total. Guess: the total itself is not beyond.
    if offset > places.len() {
        return Err(Refusal::unavailable("Offset"));
    }
    let total = places.len();
    let shown = call.world.cut(places, offset, limit);
    let set: Vec<_> = call.world.look(&shown).into_iter().map(instance).collect();
    Ok(json!({ "TotalCount": total, "UHostSet": set }))
}

fn instance(machine: &Machine) -> Value {
    let mut shown = identity(machine);
    for part in [size(machine), charge(machine), times(machine), access(machine)] {
        if let (Value::Object(all), Value::Object(part)) = (&mut shown, part) {
            all.extend(part);
        }
    }
    shown
}

fn identity(machine: &Machine) -> Value {
    let spec = &machine.spec;
    json!({
        "UHostId": spec.id,
        "Name": spec.name,
        "Remark": note(machine, "Remark", json!("")),
        "Tag": "Default",
        "State": machine.state(),
        "Region": spec.region,
        "Zone": spec.zone,
        "MachineType": spec.instance_type,
        "InstanceType": "UHost",
        "CompShareImageId": note(machine, "CompShareImageId", json!("compshareImage-sandbox")),
        "CompShareImageType": "System",
        "OsType": "Linux",
        "OsName": "Ubuntu 22.04 64位",
    })
}

fn size(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let without = machine.notes.get("WithoutGpu") == Some(&json!(true)) && machine.state() != "Stopped";
    let (cards, cpu, memory) = if without { (0, 1, 4096) } else { (spec.gpu_count, 16, 65_536) };
    let own = |key, usual: i64| if without { json!(usual) } else { note(machine, key, json!(usual)) };
    json!({
        "GPU": cards,
        "GpuType": spec.gpu,
        "GraphicsMemory": { "Value": 24, "Rate": 60 },
        "CPU": own("CPU", cpu),
        "Memory": own("Memory", memory),
        "CpuPlatform": "Auto",
        "CpuArch": "x86_64",
        "SupportWithoutGpuStart": !is_spot(machine),
        "WithoutGpuSpec": { "Cpu": 1, "Gpu": 0, "Memory": 4096 },
        "DiskSet": disks(machine),
    })
}

/// The disks, as they are shown.
pub(super) fn disks(machine: &Machine) -> Vec<Value> {
    if let Some(Value::Array(disks)) = machine.notes.get("DiskSet") {
        return disks.clone();
    }
    let usual = json!([{ "IsBoot": true, "Type": "CLOUD_SSD", "Size": 100 }]);
    let asked = note(machine, "Disks", usual);
    let shown = |(at, disk): (usize, &Value)| {
        let (boot, id) = (disk["IsBoot"] == true, &machine.spec.id);
        json!({
            "DiskId": if boot { format!("bsi-{id}") } else { format!("bsm-{id}-{at}") },
            "DiskType": disk["Type"],
            "IsBoot": if boot { "True" } else { "False" },
            "Type": if boot { "Boot" } else { "Data" },
            "Size": disk["Size"],
        })
    };
    asked.as_array().into_iter().flatten().enumerate().map(shown).collect()
}

fn charge(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let disk = json!([{ "ChargeType": spec.charge_type, "Price": 0.05, "IsBoot": true }]);
    let goes_on = if spec.charge_type == "Postpay" { disk.clone() } else { json!([]) };
    json!({
        "ChargeType": spec.charge_type,
        "IsSpot": is_spot(machine),
        "InstancePrice": hour(&spec.gpu, spec.gpu_count),
        "CompShareImagePrice": 0.0,
        "DiskPrice": 0.05,
        "DiskPriceInfo": disk,
        "PostPayPowerOffBillingResource": goes_on,
        "AutoRenew": "Yes",
        "IsExpire": "No",
    })
}

fn times(machine: &Machine) -> Value {
    let seconds = |millis: Option<i64>| millis.map_or(0, |millis| second(millis).seconds());
    let created = seconds(Some(machine.created));
    let prepaid = ["Year", "Month", "Day", "Dynamic"].contains(&machine.spec.charge_type.as_str());
    json!({
        "CreateTime": created,
        "StartTime": note(machine, "StartTime", json!(created)),
        "UpdateTime": seconds(Some(machine.unit.changed)),
        // Guess: what is prepaid expires a month after it was made.
        "ExpireTime": if prepaid { created + 30 * 86_400 } else { 0 },
        "StopTime": seconds((machine.state() == "Stopped").then_some(machine.unit.changed)),
        "SchedulerStopTime": seconds(machine.stops_at),
        "ReleaseTime": seconds(release_at(machine)),
    })
}

fn access(machine: &Machine) -> Value {
    json!({
        "Password": note(machine, "Password", json!("c2FuZGJveC1wYXNz")),
        "SshLoginCommand": "ssh -p 23 root@198.51.100.7",
        "IPSet": [{ "IPMode": "IPv4", "Type": "Private", "IP": "10.60.0.2", "Default": "true" }],
        "Softwares": [{ "Name": "JupyterLab", "URL": "http://198.51.100.7:8888/?token=c2FuZGJveA" }],
    })
}

fn note(machine: &Machine, key: &str, usual: Value) -> Value {
    machine.notes.get(key).cloned().unwrap_or(usual)
}

pub(super) fn zones(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let usual = Cloud::Compshare.words();
    let mut zones = BTreeSet::from([(usual.region, usual.zone)]);
    zones.extend(visible(call, account, Cloud::Compshare).into_iter().map(|at| {
        let spec = &call.world.machines[at].spec;
        (spec.region.as_str(), spec.zone.as_str())
    }));
    let wanted = params.filled("Region");
    let zones = zones.into_iter().filter(|(region, _)| wanted.is_none_or(|wanted| wanted == *region));
    let zone = |(at, (region, zone)): (usize, (&str, &str))| json!({ "Region": region, "Zone": zone, "Describe": zone, "RegionId": 1000 + at, "ZoneId": 5000 + at });
    Ok(json!({ "ZoneInfo": zones.enumerate().map(zone).collect::<Vec<_>>() }))
}

/// Measurements come only to a JSON body with a real list, which is what two independent clients
/// found; the vendor's page speaks of a form. What does not run has none.
pub(super) fn monitor(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let region = required(params, "Region")?;
    let body: Value = serde_json::from_slice(&call.wire.body).unwrap_or_default();
    let ids = params.list("UHostIds");
    if !call.wire.is_kind("application/json") || !body["UHostIds"].is_array() || ids.len() > 10 {
        return Err(Refusal::unavailable("UHostIds"));
    }
    let seen = visible(call, account, Cloud::Compshare).into_iter().map(|at| &call.world.machines[at]);
    let asked = seen.filter(|one| ids.contains(&one.spec.id) && one.spec.region == region);
    let time = second(call.now.world).seconds();
    let list: Vec<_> = asked.map(|machine| measured(machine, time)).collect();
    Ok(json!({ "Data": { "List": list, "PodList": [] } }))
}

fn measured(machine: &Machine, time: i64) -> Value {
    let id = &machine.spec.id;
    let metric = |(key, value): (&str, f64)| {
        json!({
            "MetricKey": key,
            "Tags": { "uuid": [] },
            "Results": [{
                "ResourceId": id,
                "LongResourceId": format!("{id}-long"),
                "TagMap": {},
                "Values": [{ "Timestamp": time - 60, "Value": value / 2.0 }, { "Timestamp": time, "Value": value }],
            }],
        })
    };
    let keys = [
        ("uhost_cpu_used", 12.5),
        ("cloudwatch_memory_usage", 33.0),
        ("cloudwatch_sys_disk_used_per", 41.0),
        ("cloudwatch_data_disk_used_per", 0.0),
        ("cloudwatch_gpu_memory_usage", 64.0),
        ("cloudwatch_gpu_util", 87.5),
    ];
    let metrics: Vec<_> = keys.into_iter().filter(|_| machine.is_running()).map(metric).collect();
    json!({ "UHostId": id, "Metrics": metrics })
}
