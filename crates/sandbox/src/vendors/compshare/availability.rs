//! GPU models, machine types and inventory. All values are invented.

use serde_json::{Map, Value, json};

use crate::clock::unix_time;
use crate::cloud::Cloud;
use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::vendors::call::RequestContext;
use crate::vendors::compshare::create::NO_SPOT;
use crate::vendors::rpc::{RpcError, RpcResult, required};

/// GPU models, with the number of free GPUs.
const GPUS: [(&str, u32); 4] = [("4090", 12), ("3090", 8), ("A100", 2), ("A800", 0)];

fn zone_or_default(params: &RequestParams) -> Result<String, RpcError> {
    let region = required(params, "Region")?;
    Ok(params.non_empty("Zone").map_or_else(|| format!("{region}-01"), str::to_owned))
}

fn type_row(gpu: &str, free: u32, zone: &str) -> Value {
    let disk = json!({
        "Name": "CLOUD_SSD",
        "InstantResize": true,
        "MinimalSize": 10,
        "MaximalSize": 1000,
        "Features": ["SNAPSHOT"],
    });
    let sizes = [1, 2, 4].map(size_row);
    json!({
        "Name": gpu,
        "Zone": zone,
        "Status": if free > 0 { "Normal" } else { "SoldOut" },
        "Description": gpu,
        "MachineSizes": sizes,
        "CpuPlatforms": { "Amd": ["Amd/EPYC2"] },
        "Disks": [{ "Name": "cloudDisk", "BootDisk": [disk], "DataDisk": [disk] }],
        "GraphicsMemory": { "Value": 24, "Rate": 3 },
        "Performance": { "Value": 80, "Rate": 3 },
        "MachineClass": "GPU",
        "ParentType": "G",
    })
}

fn size_row(gpu_count: u32) -> Value {
    json!({
        "Gpu": gpu_count,
        "Collection": [{
            "Cpu": 16 * gpu_count,
            "Memory": [64 * gpu_count],
            "MinimalCpuPlatform": ["Amd/EPYC2"],
        }],
    })
}

/// Lists machine types of a zone, for normal or for spot instances.
///
/// <https://www.compshare.cn/docs/gpus/instance/describeavailablecompshareinstancetypes>
pub(super) fn list_types(
    _ctx: &mut RequestContext<'_>,
    _account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let zone = zone_or_default(params)?;
    let wanted = params.list("MachineTypes");
    let spot = match params.non_empty("InstanceType").unwrap_or("uhost") {
        "uhost" => false,
        "spot" => true,
        _ => return Err(RpcError::invalid("InstanceType")),
    };
    let mut rows = Vec::new();
    for (gpu, free) in GPUS {
        let is_wanted = wanted.is_empty() || wanted.iter().any(|wanted| wanted == gpu);
        if is_wanted && !(spot && NO_SPOT.contains(&gpu)) {
            rows.push(type_row(gpu, free, &zone));
        }
    }
    Ok(json!({ "AvailableInstanceTypes": rows }))
}

/// Lists the GPU models.
///
/// <https://www.compshare.cn/docs/gpus/instance/describecompsharemachinetypefamilies>
pub(super) fn list_families(
    _ctx: &mut RequestContext<'_>,
    _account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    required(params, "Region")?;
    let families = GPUS.map(|(gpu, _)| json!({ "Name": gpu, "Description": gpu }));
    Ok(json!({ "MachineTypes": families, "MachineTypesMap": { "5000": families } }))
}

/// Reports free GPUs. Each running instance uses one GPU of the first model.
///
/// <https://docs.ucloud.cn/api/ucompshare-api/describe_comp_share_gpu_inventory>
pub(super) fn get_inventory(
    ctx: &mut RequestContext<'_>,
    _account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    required(params, "Region")?;
    let running = ctx.state.machines_of(Cloud::Compshare).filter(|(_, machine)| machine.is_running());
    let used = u32::try_from(running.count()).unwrap_or(u32::MAX);
    let mut free_by_gpu = Map::new();
    for (index, (gpu, free)) in GPUS.into_iter().enumerate() {
        let free = if index == 0 { free.saturating_sub(used) } else { free };
        free_by_gpu.insert(gpu.to_owned(), free.into());
    }
    Ok(json!({
        "GpuInventoryByZone": { "Exclusive": { "5000": free_by_gpu }, "Spot": { "5000": { "4090": 1 } } },
        "UpdateTime": unix_time(ctx.now.state_ms).seconds(),
        "SpotUnsupportedGpuTypes": NO_SPOT,
    }))
}
