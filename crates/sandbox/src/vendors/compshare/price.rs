//! Prices and capacity. The numbers are invented; they depend on the GPU model and the charge type.

use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::vendors::call::RequestContext;
use crate::vendors::compshare::instance::find_in_zone;
use crate::vendors::compshare::params::{disks, optional_number, required_number};
use crate::vendors::rpc::{RpcError, RpcResult, required, visible};

/// Charge types, with the price of one period as a multiple of the hourly price.
const CHARGE_TYPES: [(&str, f64); 5] =
    [("Month", 576.0), ("Day", 21.6), ("Dynamic", 0.95), ("Postpay", 1.0), ("Spot", 0.4)];

/// Price of a disk, in CNY per GB and hour.
const DISK_GB_HOUR: f64 = 0.000_5;

/// Price of an instance, in CNY per hour.
pub(super) fn hourly_price(gpu: &str, gpu_count: u32) -> f64 {
    let per_gpu = match gpu {
        "4090" => 1.88,
        "3090" => 1.2,
        "A100" => 5.4,
        "A800" => 6.6,
        _ => 1.0,
    };
    per_gpu * f64::from(gpu_count)
}

/// Rounds a price to 0.01 CNY.
fn round_price(price: f64) -> f64 {
    (price * 100.0).round() / 100.0
}

fn check_zone(params: &RequestParams) -> Result<(), RpcError> {
    required(params, "Region")?;
    required(params, "Zone")?;
    Ok(())
}

/// `GetCompShareInstancePrice`, whose parameters are spelled `Gpu` and `Cpu`.
///
/// <https://www.compshare.cn/docs/gpus/instance/getcompshareinstanceprice>
pub(super) fn instance_price(
    _ctx: &mut RequestContext<'_>,
    _account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    required_number(params, "Cpu")?;
    price_details(params, required_number(params, "Gpu")?)
}

/// `GetCompShareInstanceUserPrice`, whose parameters are spelled `GPU` and `CPU`.
///
/// <https://www.compshare.cn/docs/gpus/instance/getcompshareinstanceuserprice>
pub(super) fn user_price(
    _ctx: &mut RequestContext<'_>,
    _account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    required_number(params, "CPU")?;
    price_details(params, required_number(params, "GPU")?)
}

fn price_details(params: &RequestParams, gpu_count: u32) -> RpcResult {
    check_zone(params)?;
    required_number(params, "Memory")?;
    let hourly = hourly_price(required(params, "GpuType")?, gpu_count);
    let mut charge_types = Vec::new();
    for charge_type in CHARGE_TYPES {
        if params.allows("ChargeType", charge_type.0) {
            charge_types.push(charge_type);
        }
    }
    if charge_types.is_empty() {
        return Err(RpcError::invalid("ChargeType"));
    }
    let quantity = f64::from(optional_number(params, "Quantity")?.unwrap_or(1));
    let disk_gb = params.get("Disks.0.Size").and_then(|size| size.parse().ok()).unwrap_or(0.0);
    let periods: Vec<_> = charge_types.iter().map(|(name, hours)| (*name, hours * quantity)).collect();
    Ok(json!({
        "PriceDetails": price_rows(&periods, hourly, disk_gb, 1.0),
        "OriginalPriceDetails": price_rows(&periods, hourly, disk_gb, 1.25),
        "ListPriceDetails": price_rows(&periods, hourly, disk_gb, 1.5),
    }))
}

fn price_rows(periods: &[(&str, f64)], hourly: f64, disk_gb: f64, factor: f64) -> Vec<Value> {
    let mut rows = Vec::new();
    for (charge_type, hours) in periods {
        rows.push(json!({
            "ChargeType": charge_type,
            "Instance": round_price(hourly * hours * factor),
            "Disks": 0.0,
            "SystemDisks": round_price(disk_gb * DISK_GB_HOUR * hours * factor),
            "CompShareImage": 0.0,
            "InstanceDiscountType": 0,
        }));
    }
    rows
}

/// Price difference of another number of GPUs, in CNY per hour.
///
/// <https://www.compshare.cn/docs/gpus/instance/getcompshareinstanceupgradeprice>
pub(super) fn upgrade_price(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let spec = &ctx.state.machines[find_in_zone(ctx, account, params)?].spec;
    optional_number(params, "CPU")?;
    optional_number(params, "Memory")?;
    let gpu_count = optional_number(params, "GPU")?.unwrap_or(spec.gpu_count);
    let difference = hourly_price(&spec.gpu, gpu_count) - hourly_price(&spec.gpu, spec.gpu_count);
    Ok(json!({
        "Price": round_price(difference),
        "OriginalPrice": round_price(difference * 1.25),
        "ListPrice": round_price(difference * 1.5),
    }))
}

/// Refunds of prepaid instances. Guess: other instances have no refund, and an unknown id is an error of its row.
///
/// <https://www.compshare.cn/docs/gpus/instance/getcompsharerefundprice>
pub(super) fn refund_price(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    check_zone(params)?;
    let ids = params.list("UHostIds");
    if ids.is_empty() {
        return Err(RpcError::missing("UHostIds"));
    }
    let visible = visible(ctx, account, Cloud::Compshare);
    let mut rows = Vec::new();
    for id in ids {
        let mut machines = visible.iter().map(|&index| &ctx.state.machines[index]);
        let charge_type =
            machines.find(|machine| machine.spec.id == id).map(|machine| &machine.spec.charge_type);
        let (code, message, price) = match charge_type.map(String::as_str) {
            None => (230, "No such instance", 0.0),
            Some("Year" | "Month" | "Day" | "Dynamic") => (0, "", 12.5),
            Some(_) => (8104, "Nothing is prepaid", 0.0),
        };
        rows.push(json!({ "UHostId": id, "Code": code, "Message": message, "RefundPrice": price }));
    }
    Ok(json!({ "RefundPriceSet": rows }))
}

/// Reports capacity, which is always enough for instances with up to four GPUs.
///
/// <https://www.compshare.cn/docs/gpus/instance/checkcompshareresourcecapacity>
pub(super) fn check_capacity(
    _ctx: &mut RequestContext<'_>,
    _account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    check_zone(params)?;
    for name in ["GpuType", "MachineType", "MinimalCpuPlatform", "CompShareImageId", "ChargeType"] {
        required(params, name)?;
    }
    disks(params)?;
    let specs = [1, 2, 4, 8].map(capacity_row);
    Ok(json!({ "Specs": specs }))
}

fn capacity_row(gpu_count: u32) -> Value {
    json!({
        "Gpu": gpu_count,
        "Cpu": 16 * gpu_count,
        "Mem": 64 * gpu_count,
        "ResourceEnough": gpu_count <= 4,
    })
}
