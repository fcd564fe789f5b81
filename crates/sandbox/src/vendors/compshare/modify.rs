//! Reinstallation, passwords, names, sizes and charge types.

use serde_json::json;

use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::vendors::call::RequestContext;
use crate::vendors::compshare::describe::disk_rows;
use crate::vendors::compshare::instance::{
    check_state, check_unlocked, find_in_region, find_in_zone, is_spot,
};
use crate::vendors::compshare::params::{optional_base64, optional_number};
use crate::vendors::compshare::power::accept;
use crate::vendors::rpc::{RpcError, RpcResult, required};

/// Reinstalls a stopped instance. Guess: the instance starts afterwards.
///
/// <https://www.compshare.cn/docs/gpus/instance/reinstallcompshareinstance>
pub(super) fn reinstall(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let image = required(params, "CompShareImageId")?;
    let password = optional_base64(params, "Password")?;
    let index = find_in_zone(ctx, account, params)?;
    let now_ms = ctx.now.state_ms;
    check_unlocked(&ctx.state.machines[index], now_ms)?;
    check_state(&ctx.state.machines[index], "Stopped", "reinstalled")?;
    let attributes = &mut ctx.state.modify(index).attributes;
    attributes.insert("CompShareImageId".into(), json!(image));
    if let Some(password) = password {
        attributes.insert("Password".into(), json!(password));
    }
    ctx.state.start_transition(index, Some("Reinstalling"), "Running", now_ms);
    accept(ctx, index)
}

/// Resets the password. Guess: it works in any state and takes effect immediately.
///
/// <https://www.compshare.cn/docs/gpus/instance/resetcompshareinstancepassword>
pub(super) fn reset_password(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    required(params, "Password")?;
    let password = optional_base64(params, "Password")?;
    let index = find_in_zone(ctx, account, params)?;
    check_unlocked(&ctx.state.machines[index], ctx.now.state_ms)?;
    ctx.state.modify(index).attributes.insert("Password".into(), json!(password));
    accept(ctx, index)
}

/// Changes the display name, in any state. The vendor allows 63 characters.
///
/// <https://www.compshare.cn/docs/gpus/instance/modifycompshareinstancename>
pub(super) fn rename(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let name = required(params, "Name")?;
    let index = find_in_region(ctx, account, params)?;
    if name.chars().count() > 63 {
        return Err(RpcError::invalid("Name"));
    }
    name.clone_into(&mut ctx.state.modify(index).spec.name);
    Ok(json!({ "UHostId": ctx.state.machines[index].spec.id }))
}

/// Changes either the size of a stopped instance or the size of one of its disks.
///
/// <https://www.compshare.cn/docs/gpus/instance/resizecompshareinstance>
pub(super) fn resize(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let index = find_in_zone(ctx, account, params)?;
    let now_ms = ctx.now.state_ms;
    let sizes = [
        optional_number(params, "Cpu")?,
        optional_number(params, "Memory")?,
        optional_number(params, "Gpu")?,
    ];
    params.boolean("WithoutGpu")?;
    let disk_space = optional_number(params, "DiskSpace")?;
    if sizes.iter().any(Option::is_some) == disk_space.is_some() {
        return Err(RpcError::invalid("DiskSpace"));
    }
    check_unlocked(&ctx.state.machines[index], now_ms)?;
    check_state(&ctx.state.machines[index], "Stopped", "resized")?;
    match disk_space {
        Some(disk_space) => resize_disk(ctx, index, required(params, "DiskId")?, disk_space)?,
        None => resize_instance(ctx, index, sizes)?,
    }
    ctx.state.start_transition(index, Some("Resizing"), "Stopped", now_ms);
    accept(ctx, index)
}

fn resize_instance(
    ctx: &mut RequestContext<'_>,
    index: usize,
    [cpu, memory_mb, gpu]: [Option<u32>; 3],
) -> Result<(), RpcError> {
    if memory_mb.is_some_and(|memory_mb| !memory_mb.is_multiple_of(1024)) {
        return Err(RpcError::invalid("Memory"));
    }
    let machine = ctx.state.modify(index);
    for (name, value) in [("CPU", cpu), ("Memory", memory_mb)] {
        if let Some(value) = value {
            machine.attributes.insert(name.to_owned(), json!(value));
        }
    }
    machine.spec.gpu_count = gpu.unwrap_or(machine.spec.gpu_count);
    Ok(())
}

fn resize_disk(
    ctx: &mut RequestContext<'_>,
    index: usize,
    disk_id: &str,
    space_gb: u32,
) -> Result<(), RpcError> {
    let machine = ctx.state.modify(index);
    let mut disks = disk_rows(machine);
    let disk = disks.iter_mut().find(|disk| disk["DiskId"] == disk_id);
    let disk = disk.ok_or_else(|| RpcError::invalid("DiskId"))?;
    if disk["Size"].as_u64().is_some_and(|size_gb| size_gb >= u64::from(space_gb)) {
        return Err(RpcError::invalid("DiskSpace"));
    }
    disk["Size"] = json!(space_gb);
    machine.attributes.insert("DiskSet".into(), json!(disks));
    Ok(())
}

/// Changes the charge type, except from and to `Spot`.
///
/// <https://www.compshare.cn/docs/gpus/instance/switchchargetype>
pub(super) fn switch_charge_type(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let wanted = required(params, "DestChargeType")?;
    let index = find_in_zone(ctx, account, params)?;
    let machine = ctx.state.modify(index);
    if !["Month", "Day", "Dynamic", "Postpay"].contains(&wanted) || is_spot(machine) {
        return Err(RpcError::invalid("DestChargeType"));
    }
    wanted.clone_into(&mut machine.spec.charge_type);
    Ok(json!({ "UHostId": machine.spec.id }))
}
