//! Instances: one, all, those with certain ids, and those that can stop without charge.
//!
//! <https://cloud.baidu.com/doc/BCC/s/sjwvyoeqr>, <https://cloud.baidu.com/doc/BCC/s/Xjwvyodmx>,
//! <https://cloud.baidu.com/doc/BCC/s/Kksyfijrw>, <https://cloud.baidu.com/doc/BCC/s/Ilq0ti621>

use serde_json::{Value, json};

use crate::clock::unix_time;
use crate::cloud::Cloud;
use crate::http::params::{InvalidParam, RequestParams};
use crate::state::machine::Machine;
use crate::vendors::bce::error::{bad_request, invalid_param};
use crate::vendors::bce::power::check_no_charge;
use crate::vendors::bce::request::{BceResult, MAX_IDS, find_instance, instance_ids, json_body};
use crate::vendors::call::RequestContext;
use crate::vendors::vendor_error::VendorError;

/// Address of every instance.
const INTERNAL_IP: &str = "192.168.0.2";
const VPC_ID: &str = "vpc-sandbox1";

/// Shows one instance.
pub(super) fn get(ctx: &mut RequestContext<'_>, id: &str) -> BceResult {
    let index = find_instance(ctx, id)?;
    Ok(Some(json!({ "instance": instance_row(ctx.state.poll_one(index)) })))
}

/// Lists instances. All filters must match; the values of one filter are alternatives.
pub(super) fn list(ctx: &mut RequestContext<'_>, query: &RequestParams) -> BceResult {
    if query.non_empty("instanceNames").is_some() && query.non_empty("fuzzyInstanceName").is_some() {
        return Err(bad_request("instanceNames and fuzzyInstanceName exclude one another."));
    }
    if query.non_empty("privateIps").is_some() && query.non_empty("vpcId").is_none() {
        return Err(bad_request("privateIps needs vpcId."));
    }
    check_filter_sizes(query)?;
    let indices = candidates(ctx, query);
    page(ctx, query, indices, |machine| {
        let part = query.non_empty("fuzzyInstanceName");
        part.is_none_or(|part| machine.spec.name.contains(part))
            && filter_fields(machine).iter().all(|(name, value)| filter_allows(query, name, value))
    })
}

/// Indices of the instances in `instanceIds`, or of all instances.
fn candidates(ctx: &RequestContext<'_>, query: &RequestParams) -> Vec<usize> {
    match query.non_empty("instanceIds") {
        Some(ids) => ctx.state.indices_of(Cloud::Bce, ids.split(',')),
        None => ctx.state.machines_of(Cloud::Bce).map(|(index, _)| index).collect(),
    }
}

/// True if a filter is absent or contains this value. The values of a filter are separated by commas.
pub(super) fn filter_allows(query: &RequestParams, name: &str, value: &str) -> bool {
    query.non_empty(name).is_none_or(|wanted| wanted.split(',').any(|wanted| wanted == value))
}

/// Checks that no filter has more than a hundred values.
fn check_filter_sizes(query: &RequestParams) -> Result<(), VendorError> {
    for name in
        ["instanceIds", "instanceNames", "volumeIds", "deploySetIds", "securityGroupIds", "privateIps"]
    {
        if query.non_empty(name).is_some_and(|values| values.split(',').count() > MAX_IDS) {
            return Err(bad_request(&format!("{name} must hold at most 100 values.")));
        }
    }
    Ok(())
}

/// The values that filters are compared with. Empty values are properties that the sandbox's instances lack.
fn filter_fields(machine: &Machine) -> [(&'static str, String); 16] {
    let spec = &machine.spec;
    [
        ("instanceIds", spec.id.clone()),
        ("instanceNames", spec.name.clone()),
        ("zoneName", spec.zone.clone()),
        ("status", machine.state().to_owned()),
        ("paymentTiming", payment_timing(machine).to_owned()),
        ("internalIp", INTERNAL_IP.to_owned()),
        ("privateIps", INTERNAL_IP.to_owned()),
        ("vpcId", VPC_ID.to_owned()),
        ("autoRenew", "false".to_owned()),
        ("volumeIds", format!("v-{}", spec.id)),
        ("securityGroupIds", String::new()),
        ("deploySetIds", String::new()),
        ("dedicatedHostId", String::new()),
        ("keypairId", String::new()),
        ("ehcClusterId", String::new()),
        ("ipv6Addresses", String::new()),
    ]
}

/// Lists the running instances that can stop without charge.
pub(super) fn list_no_charge(ctx: &mut RequestContext<'_>, query: &RequestParams) -> BceResult {
    let filters = ["instanceIds", "zoneName", "internalIp", "keypairId"];
    let indices = candidates(ctx, query);
    page(ctx, query, indices, |machine| {
        let mut fields = filter_fields(machine).into_iter().filter(|(name, _)| filters.contains(name));
        fields.all(|(name, value)| filter_allows(query, name, &value))
            && machine.is_running()
            && check_no_charge(machine).is_ok()
    })
}

/// Lists the instances with the ids of the body. An unknown id is left out.
pub(super) fn list_by_id(ctx: &mut RequestContext<'_>, query: &RequestParams) -> BceResult {
    let ids = instance_ids(&json_body(ctx)?)?;
    let indices = ctx.state.indices_of(Cloud::Bce, ids.iter().map(String::as_str));
    page(ctx, query, indices, |_| true)
}

/// A page of the instances that `keep` selects. The marker, which is opaque to clients, is the id of the first
/// instance of the page.
fn page(
    ctx: &mut RequestContext<'_>,
    query: &RequestParams,
    indices: Vec<usize>,
    keep: impl Fn(&Machine) -> bool,
) -> BceResult {
    let max = query.unsigned("maxKeys", 1000).map_err(invalid_param)?;
    if !(1..=1000).contains(&max) {
        return Err(invalid_param(InvalidParam("maxKeys")));
    }
    let matching: Vec<_> = indices.into_iter().filter(|&index| keep(&ctx.state.machines[index])).collect();
    let marker = query.non_empty("marker").unwrap_or_default();
    let start = if marker.is_empty() {
        0
    } else {
        let found = matching.iter().position(|&index| ctx.state.machines[index].spec.id == marker);
        found.ok_or_else(|| invalid_param(InvalidParam("marker")))?
    };
    let next = matching.get(start + max).map(|&index| ctx.state.machines[index].spec.id.clone());
    let shown = ctx.state.page_of(matching, start, max);
    let instances: Vec<_> = ctx.state.poll(&shown).into_iter().map(instance_row).collect();
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

fn instance_row(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let (cpu, memory) = parse_size(&spec.instance_type).unwrap_or((4, 16));
    json!({
        "id": spec.id,
        "name": spec.name,
        "hostname": spec.name,
        "instanceType": if spec.gpu.is_empty() { "N6" } else { "G1" },
        "spec": spec.instance_type,
        "desc": "",
        "status": machine.state(),
        "paymentTiming": payment_timing(machine),
        "createTime": unix_time(machine.created_at_ms).to_string(),
        "expireTime": expire_time(machine),
        // Guess: empty unless a release is scheduled.
        "releaseTime": machine.delete_at_ms.map(|at_ms| unix_time(at_ms).to_string()).unwrap_or_default(),
        "publicIp": "",
        "internalIp": INTERNAL_IP,
        "cpuCount": cpu,
        "memoryCapacityInGB": memory,
        "localDiskSizeInGB": if spec.local_disk { 450 } else { 0 },
        "gpuCard": spec.gpu,
        // The vendor sends the number as a string.
        "cardCount": spec.gpu_count.to_string(),
        "zoneName": spec.zone,
        "imageName": "22.04 LTS amd64 (64bit)",
        "osName": "Ubuntu",
        "osArch": "amd64",
        "vpcId": VPC_ID,
        "subnetId": "sbn-sandbox1",
        "autoRenew": false,
        "tags": [],
        "volumes": [system_volume(machine)],
        "deletionProtection": machine.attributes.get("deletionProtection").unwrap_or(&json!(0)),
    })
}

/// End of the prepaid period. Guess: the period is a year, and the field is empty for a postpaid instance.
fn expire_time(machine: &Machine) -> String {
    if !machine.is_prepaid() {
        return String::new();
    }
    unix_time(machine.created_at_ms).plus(365 * 86_400).to_string()
}

fn system_volume(machine: &Machine) -> Value {
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

/// CPUs and memory in GB, parsed from a size such as `bcc.gn5.c18m74.1a10`.
fn parse_size(instance_type: &str) -> Option<(u32, u32)> {
    let mut parts = instance_type.split('.');
    let (cpus, memory_gb) = parts.find_map(|part| part.strip_prefix('c')?.split_once('m'))?;
    Some((cpus.parse().ok()?, memory_gb.parse().ok()?))
}
