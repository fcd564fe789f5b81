//! Instances, zones and metrics.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::clock::unix_time;
use crate::cloud::Cloud;
use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::state::machine::Machine;
use crate::vendors::call::RequestContext;
use crate::vendors::compshare::instance::is_spot;
use crate::vendors::compshare::power::runs_without_gpu;
use crate::vendors::compshare::price::hourly_price;
use crate::vendors::rpc::{RpcError, RpcResult, required, visible};

/// Largest number of ids and largest page of a list.
const MAX_ROWS: usize = 100;
/// Largest number of ids in a request for metrics.
const MAX_METRIC_IDS: usize = 10;
const MONTH_SECS: i64 = 30 * 86_400;

/// Lists instances by id, region and zone. An unknown id is left out.
///
/// <https://www.compshare.cn/docs/gpus/instance/describecompshareinstance>
pub(super) fn list_instances(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    if ctx.state.region_required {
        required(params, "Region")?;
    }
    let ids = params.list("UHostIds");
    let limit = params.unsigned("Limit", 20)?;
    let offset = params.unsigned("Offset", 0)?;
    params.boolean("WithoutGpu")?;
    if ids.len() > MAX_ROWS {
        return Err(RpcError::invalid("UHostIds"));
    }
    if limit > MAX_ROWS {
        return Err(RpcError::invalid("Limit"));
    }
    let indices = matching_instances(ctx, account, &ids, params);
    // The vendor refuses an offset beyond the total. Guess: an offset equal to the total gives an empty page.
    if offset > indices.len() {
        return Err(RpcError::invalid("Offset"));
    }
    let total = indices.len();
    let page = ctx.state.page_of(indices, offset, limit);
    let rows: Vec<_> = ctx.state.poll(&page).into_iter().map(instance_row).collect();
    Ok(json!({ "TotalCount": total, "UHostSet": rows }))
}

fn matching_instances(
    ctx: &RequestContext<'_>,
    account: &SandboxAccount,
    ids: &[String],
    params: &RequestParams,
) -> Vec<usize> {
    let mut indices = match ids {
        [] => visible(ctx, account, Cloud::Compshare),
        _ if account.cloud == Cloud::Compshare => {
            ctx.state.indices_of(Cloud::Compshare, ids.iter().map(String::as_str))
        }
        _ => Vec::new(),
    };
    indices.retain(|&index| {
        let spec = &ctx.state.machines[index].spec;
        params.allows("Region", &spec.region) && params.allows("Zone", &spec.zone)
    });
    indices
}

fn instance_row(machine: &Machine) -> Value {
    let mut row = identity_fields(machine);
    for part in [size_fields(machine), charge_fields(machine), time_fields(machine), access_fields(machine)] {
        if let (Value::Object(row), Value::Object(part)) = (&mut row, part) {
            row.extend(part);
        }
    }
    row
}

fn identity_fields(machine: &Machine) -> Value {
    let spec = &machine.spec;
    json!({
        "UHostId": spec.id,
        "Name": spec.name,
        "Remark": attribute_or(machine, "Remark", json!("")),
        "Tag": "Default",
        "State": machine.state(),
        "Region": spec.region,
        "Zone": spec.zone,
        "MachineType": spec.instance_type,
        "InstanceType": "UHost",
        "CompShareImageId": attribute_or(machine, "CompShareImageId", json!("compshareImage-sandbox")),
        "CompShareImageType": "System",
        "OsType": "Linux",
        "OsName": "Ubuntu 22.04 64位",
    })
}

/// Size of an instance. Without its GPU, an instance has one CPU and 4 GiB of memory.
fn size_fields(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let (gpu_count, cpu, memory_mb) = if runs_without_gpu(machine) {
        (0, json!(1), json!(4096))
    } else {
        let cpu = attribute_or(machine, "CPU", json!(16));
        let memory_mb = attribute_or(machine, "Memory", json!(65_536));
        (spec.gpu_count, cpu, memory_mb)
    };
    json!({
        "GPU": gpu_count,
        "GpuType": spec.gpu,
        "GraphicsMemory": { "Value": 24, "Rate": 60 },
        "CPU": cpu,
        "Memory": memory_mb,
        "CpuPlatform": "Auto",
        "CpuArch": "x86_64",
        "SupportWithoutGpuStart": !is_spot(machine),
        "WithoutGpuSpec": { "Cpu": 1, "Gpu": 0, "Memory": 4096 },
        "DiskSet": disk_rows(machine),
    })
}

/// The disks as responses show them.
pub(super) fn disk_rows(machine: &Machine) -> Vec<Value> {
    if let Some(Value::Array(disks)) = machine.attributes.get("DiskSet") {
        return disks.clone();
    }
    let default = json!([{ "IsBoot": true, "Type": "CLOUD_SSD", "Size": 100 }]);
    let disks = attribute_or(machine, "Disks", default);
    let mut rows = Vec::new();
    for (index, disk) in disks.as_array().into_iter().flatten().enumerate() {
        rows.push(disk_row(&machine.spec.id, index, disk));
    }
    rows
}

fn disk_row(instance_id: &str, index: usize, disk: &Value) -> Value {
    let is_boot = disk["IsBoot"] == true;
    json!({
        "DiskId": if is_boot { format!("bsi-{instance_id}") } else { format!("bsm-{instance_id}-{index}") },
        "DiskType": disk["Type"],
        "IsBoot": if is_boot { "True" } else { "False" },
        "Type": if is_boot { "Boot" } else { "Data" },
        "Size": disk["Size"],
    })
}

fn charge_fields(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let disk = json!([{ "ChargeType": spec.charge_type, "Price": 0.05, "IsBoot": true }]);
    let charged_when_stopped = if spec.charge_type == "Postpay" { disk.clone() } else { json!([]) };
    json!({
        "ChargeType": spec.charge_type,
        "IsSpot": is_spot(machine),
        "InstancePrice": hourly_price(&spec.gpu, spec.gpu_count),
        "CompShareImagePrice": 0.0,
        "DiskPrice": 0.05,
        "DiskPriceInfo": disk,
        "PostPayPowerOffBillingResource": charged_when_stopped,
        "AutoRenew": "Yes",
        "IsExpire": "No",
    })
}

/// Times in seconds; 0 for a time that does not apply. Guess: a prepaid instance expires a month after its creation.
fn time_fields(machine: &Machine) -> Value {
    let created_at = unix_time(machine.created_at_ms).seconds();
    let changed_at = unix_time(machine.resource.changed_at_ms).seconds();
    let is_prepaid = ["Year", "Month", "Day", "Dynamic"].contains(&machine.spec.charge_type.as_str());
    json!({
        "CreateTime": created_at,
        "StartTime": attribute_or(machine, "StartTime", json!(created_at)),
        "UpdateTime": changed_at,
        "ExpireTime": if is_prepaid { created_at + MONTH_SECS } else { 0 },
        "StopTime": if machine.state() == "Stopped" { changed_at } else { 0 },
        "SchedulerStopTime": seconds_or_zero(machine.scheduled_stop_ms),
        "ReleaseTime": seconds_or_zero(machine.release_at_ms()),
    })
}

fn seconds_or_zero(millis: Option<i64>) -> i64 {
    millis.map_or(0, |millis| unix_time(millis).seconds())
}

fn access_fields(machine: &Machine) -> Value {
    json!({
        "Password": attribute_or(machine, "Password", json!("c2FuZGJveC1wYXNz")),
        "SshLoginCommand": "ssh -p 23 root@198.51.100.7",
        "IPSet": [{ "IPMode": "IPv4", "Type": "Private", "IP": "10.60.0.2", "Default": "true" }],
        "Softwares": [{ "Name": "JupyterLab", "URL": "http://198.51.100.7:8888/?token=c2FuZGJveA" }],
    })
}

fn attribute_or(machine: &Machine, name: &str, default: Value) -> Value {
    machine.attributes.get(name).cloned().unwrap_or(default)
}

/// Lists the default zone and the zones of all instances.
///
/// <https://www.compshare.cn/docs/gpus/instance/describecompsharesupportzone>
pub(super) fn list_zones(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let defaults = Cloud::Compshare.defaults();
    let mut zones = BTreeSet::from([(defaults.region, defaults.zone)]);
    for index in visible(ctx, account, Cloud::Compshare) {
        let spec = &ctx.state.machines[index].spec;
        zones.insert((spec.region.as_str(), spec.zone.as_str()));
    }
    let matching = zones.into_iter().filter(|(region, _)| params.allows("Region", region));
    let mut rows = Vec::new();
    for (index, (region, zone)) in matching.enumerate() {
        rows.push(json!({
            "Region": region,
            "Zone": zone,
            "Describe": zone,
            "RegionId": 1000 + index,
            "ZoneId": 5000 + index,
        }));
    }
    Ok(json!({ "ZoneInfo": rows }))
}

/// Returns metrics. An instance that does not run has none.
///
/// The gateway answers only a JSON body with a real list of ids, as two independent clients found; the vendor's page
/// describes a form.
///
/// <https://www.compshare.cn/docs/gpus/instance/getcompshareinstancemonitor>
pub(super) fn get_metrics(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let region = required(params, "Region")?;
    let body: Value = serde_json::from_slice(&ctx.request.body).unwrap_or_default();
    let ids = params.list("UHostIds");
    let has_list = ctx.request.has_content_type("application/json") && body["UHostIds"].is_array();
    if !has_list || ids.len() > MAX_METRIC_IDS {
        return Err(RpcError::invalid("UHostIds"));
    }
    let time = unix_time(ctx.now.state_ms).seconds();
    let mut rows = Vec::new();
    for index in visible(ctx, account, Cloud::Compshare) {
        let machine = &ctx.state.machines[index];
        if ids.contains(&machine.spec.id) && machine.spec.region == region {
            rows.push(metrics_row(machine, time));
        }
    }
    Ok(json!({ "Data": { "List": rows, "PodList": [] } }))
}

const METRICS: [(&str, f64); 6] = [
    ("uhost_cpu_used", 12.5),
    ("cloudwatch_memory_usage", 33.0),
    ("cloudwatch_sys_disk_used_per", 41.0),
    ("cloudwatch_data_disk_used_per", 0.0),
    ("cloudwatch_gpu_memory_usage", 64.0),
    ("cloudwatch_gpu_util", 87.5),
];

fn metrics_row(machine: &Machine, time: i64) -> Value {
    let id = &machine.spec.id;
    let mut metrics = Vec::new();
    if machine.is_running() {
        for (key, value) in METRICS {
            metrics.push(metric(id, key, value, time));
        }
    }
    json!({ "UHostId": id, "Metrics": metrics })
}

fn metric(id: &str, key: &str, value: f64, time: i64) -> Value {
    json!({
        "MetricKey": key,
        "Tags": { "uuid": [] },
        "Results": [{
            "ResourceId": id,
            "LongResourceId": format!("{id}-long"),
            "TagMap": {},
            "Values": [
                { "Timestamp": time - 60, "Value": value / 2.0 },
                { "Timestamp": time, "Value": value },
            ],
        }],
    })
}
