//! Looking: at one, at all, at those named, at those that can stop without charge.
//!
//! <https://cloud.baidu.com/doc/BCC/s/sjwvyoeqr>, <https://cloud.baidu.com/doc/BCC/s/Xjwvyodmx>,
//! <https://cloud.baidu.com/doc/BCC/s/Kksyfijrw>, <https://cloud.baidu.com/doc/BCC/s/Ilq0ti621>

use serde_json::{Value, json};

use super::power::check_no_charge;
use super::{Cloud, MAX_IDS, Reply, bad_request, body, find, ids};
use crate::answer::{Call, Fault};
use crate::clock::second;
use crate::wire::{Bad, Params};
use crate::world::Machine;

pub(super) fn get(call: &mut Call<'_>, id: &str) -> Reply {
    let at = find(call, id)?;
    Ok(Some(json!({ "instance": instance(call.world.look_at(at)) })))
}

pub(super) fn list(call: &mut Call<'_>, query: &Params) -> Reply {
    if query.filled("instanceNames").is_some() && query.filled("fuzzyInstanceName").is_some() {
        return Err(bad_request("instanceNames and fuzzyInstanceName exclude one another."));
    }
    if query.filled("privateIps").is_some() && query.filled("vpcId").is_none() {
        return Err(bad_request("privateIps needs vpcId."));
    }
    check_counts(query)?;
    let places = places(call, query);
    page(call, query, places, |machine| {
        let part = query.filled("fuzzyInstanceName");
        part.is_none_or(|part| machine.spec.name.contains(part))
            && facts(machine).iter().all(|(name, value)| any(query, name, value))
    })
}

/// The places of those that the query names, or of all.
fn places(call: &Call<'_>, query: &Params) -> Vec<usize> {
    match query.filled("instanceIds") {
        Some(ids) => call.world.named(Cloud::Bce, ids.split(',')),
        None => call.world.of(Cloud::Bce).map(|(at, _)| at).collect(),
    }
}

/// Several values of one filter are alternatives, at most a hundred.
fn any(query: &Params, name: &str, value: &str) -> bool {
    query.filled(name).is_none_or(|given| given.split(',').any(|one| one == value))
}

fn check_counts(query: &Params) -> Result<(), Fault> {
    for name in
        ["instanceIds", "instanceNames", "volumeIds", "deploySetIds", "securityGroupIds", "privateIps"]
    {
        if query.filled(name).is_some_and(|given| given.split(',').count() > MAX_IDS) {
            return Err(bad_request(&format!("{name} must hold at most 100 values.")));
        }
    }
    Ok(())
}

/// What the filters are compared with; the sandbox's instances have none of the empty ones.
fn facts(machine: &Machine) -> [(&'static str, String); 16] {
    let spec = &machine.spec;
    let none = String::new;
    [
        ("instanceIds", spec.id.clone()),
        ("instanceNames", spec.name.clone()),
        ("zoneName", spec.zone.clone()),
        ("status", machine.state().to_owned()),
        ("paymentTiming", payment_timing(machine).to_owned()),
        ("internalIp", INTERNAL_IP.to_owned()),
        ("privateIps", INTERNAL_IP.to_owned()),
        ("vpcId", VPC.to_owned()),
        ("autoRenew", "false".to_owned()),
        ("volumeIds", format!("v-{}", spec.id)),
        ("securityGroupIds", none()),
        ("deploySetIds", none()),
        ("dedicatedHostId", none()),
        ("keypairId", none()),
        ("ehcClusterId", none()),
        ("ipv6Addresses", none()),
    ]
}

const INTERNAL_IP: &str = "192.168.0.2";
const VPC: &str = "vpc-sandbox1";

/// The instances that stopWithNoCharge may be used with.
pub(super) fn list_no_charge(call: &mut Call<'_>, query: &Params) -> Reply {
    let filters = ["instanceIds", "zoneName", "internalIp", "keypairId"];
    let places = places(call, query);
    page(call, query, places, |machine| {
        let wanted = facts(machine).into_iter().filter(|(name, _)| filters.contains(name));
        let mut wanted = wanted.map(|(name, value)| any(query, name, &value));
        wanted.all(|fits| fits) && machine.is_running() && check_no_charge(machine).is_ok()
    })
}

pub(super) fn list_by_id(call: &mut Call<'_>, query: &Params) -> Reply {
    let ids = ids(&body(call)?)?;
    let places = call.world.named(Cloud::Bce, ids.iter().map(String::as_str));
    page(call, query, places, |_| true)
}

/// One page. The marker is the id of the first instance on it; to clients it says nothing.
fn page(call: &mut Call<'_>, query: &Params, places: Vec<usize>, keep: impl Fn(&Machine) -> bool) -> Reply {
    let max = query.count("maxKeys", 1000)?;
    if !(1..=1000).contains(&max) {
        return Err(Bad("maxKeys").into());
    }
    let kept: Vec<_> = places.into_iter().filter(|&at| keep(&call.world.machines[at])).collect();
    let id = |at: &usize| call.world.machines[*at].spec.id.clone();
    let marker = query.filled("marker").unwrap_or_default();
    let start = match marker {
        "" => 0,
        marker => kept.iter().position(|at| id(at) == marker).ok_or(Bad("marker"))?,
    };
    let next = kept.get(start + max).map(id);
    let shown = call.world.cut(kept, start, max);
    let instances: Vec<_> = call.world.look(&shown).into_iter().map(instance).collect();
    let mut page =
        json!({ "marker": marker, "isTruncated": next.is_some(), "maxKeys": max, "instances": instances });
    if let Some(next) = next {
        page["nextMarker"] = next.into();
    }
    Ok(Some(page))
}

fn payment_timing(machine: &Machine) -> &str {
    if machine.spec.spot { "bid" } else { &machine.spec.charge_type }
}

fn instance(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let (cpu, memory) = size(&spec.instance_type).unwrap_or((4, 16));
    json!({
        "id": spec.id,
        "name": spec.name,
        "hostname": spec.name,
        "instanceType": if spec.gpu.is_empty() { "N6" } else { "G1" },
        "spec": spec.instance_type,
        "desc": "",
        "status": machine.state(),
        "paymentTiming": payment_timing(machine),
        "createTime": second(machine.created).to_string(),
        "expireTime": expire_time(machine),
        // Only where one is set, as a guess.
        "releaseTime": machine.gone_at.map(|at| second(at).to_string()).unwrap_or_default(),
        "publicIp": "",
        "internalIp": INTERNAL_IP,
        "cpuCount": cpu,
        "memoryCapacityInGB": memory,
        "localDiskSizeInGB": if spec.local_disk { 450 } else { 0 },
        "gpuCard": spec.gpu,
        // A string, as the vendor sends it.
        "cardCount": spec.gpu_count.to_string(),
        "zoneName": spec.zone,
        "imageName": "22.04 LTS amd64 (64bit)",
        "osName": "Ubuntu",
        "osArch": "amd64",
        "vpcId": VPC,
        "subnetId": "sbn-sandbox1",
        "autoRenew": false,
        "tags": [],
        "volumes": [volume(machine)],
        "deletionProtection": machine.notes.get("deletionProtection").unwrap_or(&json!(0)),
    })
}

/// Guess: a postpaid instance has an empty one.
fn expire_time(machine: &Machine) -> String {
    let a_year_on = second(machine.created).plus(365 * 86_400);
    if machine.is_prepaid() { a_year_on.to_string() } else { String::new() }
}

fn volume(machine: &Machine) -> Value {
    let id = format!("v-{}", machine.spec.id);
    json!({
        "id": id,
        "name": "system",
        "type": "System",
        "storageType": "enhanced_ssd_pl1",
        "status": "InUse",
        "diskSizeInGB": 40,
        "isSystemVolume": true,
        "paymentTiming": machine.spec.charge_type,
        "attachments": [{ "volumeId": id, "instanceId": machine.spec.id, "device": "/dev/vda" }],
    })
}

/// Cores and memory as they stand in a size such as `bcc.gn5.c18m74.1a10`.
fn size(instance_type: &str) -> Option<(u32, u32)> {
    let part = instance_type.split('.').find_map(|part| part.strip_prefix('c')?.split_once('m'))?;
    Some((part.0.parse().ok()?, part.1.parse().ok()?))
}
