//! Reinstallation, passwords, names, sizes, ways of charging.

use serde_json::json;

use super::power::done;
use super::{base64, check_free, check_state, find, find_in_region, is_spot, some_number};
use crate::answer::Call;
use crate::cloud::ucloud::{Refusal, Reply, required};
use crate::scenario::Account;
use crate::wire::Params;

/// Guess: a reinstalled instance starts.
pub(super) fn reinstall(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let image = required(params, "CompShareImageId")?;
    let password = base64(params, "Password")?;
    let (at, now) = (find(call, account, params)?, call.now.world);
    check_free(&call.world.machines[at], now)?;
    check_state(&call.world.machines[at], "Stopped", "reinstalled")?;
    let notes = &mut call.world.change(at).notes;
    notes.insert("CompShareImageId".into(), json!(image));
    if let Some(password) = password {
        notes.insert("Password".into(), json!(password));
    }
    call.world.go(at, Some("Reinstalling"), "Running", now);
    done(call, at)
}

/// Guess: a password is reset in any state, at once.
pub(super) fn password(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    required(params, "Password")?;
    let password = base64(params, "Password")?;
    let at = find(call, account, params)?;
    check_free(&call.world.machines[at], call.now.world)?;
    call.world.change(at).notes.insert("Password".into(), json!(password));
    done(call, at)
}

pub(super) fn name(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let name = required(params, "Name")?;
    let at = find_in_region(call, account, params)?;
    if name.chars().count() > 63 {
        return Err(Refusal::unavailable("Name"));
    }
    name.clone_into(&mut call.world.change(at).spec.name);
    Ok(json!({ "UHostId": call.world.machines[at].spec.id }))
}

pub(super) fn resize(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let (at, now) = (find(call, account, params)?, call.now.world);
    let sizes = [some_number(params, "Cpu")?, some_number(params, "Memory")?, some_number(params, "Gpu")?];
    params.flag("WithoutGpu")?;
    let space = some_number(params, "DiskSpace")?;
    if sizes.iter().any(Option::is_some) == space.is_some() {
        return Err(Refusal::unavailable("DiskSpace"));
    }
    check_free(&call.world.machines[at], now)?;
    check_state(&call.world.machines[at], "Stopped", "resized")?;
    match space {
        Some(space) => grow(call, at, required(params, "DiskId")?, space)?,
        None => size(call, at, sizes)?,
    }
    call.world.go(at, Some("Resizing"), "Stopped", now);
    done(call, at)
}

fn size(call: &mut Call<'_>, at: usize, [cpu, memory, gpu]: [Option<u32>; 3]) -> Result<(), Refusal> {
    if memory.is_some_and(|memory| !memory.is_multiple_of(1024)) {
        return Err(Refusal::unavailable("Memory"));
    }
    let machine = call.world.change(at);
    let notes = [("CPU", cpu), ("Memory", memory)];
    machine.notes.extend(notes.into_iter().filter_map(|(key, value)| Some((key.to_owned(), json!(value?)))));
    machine.spec.gpu_count = gpu.unwrap_or(machine.spec.gpu_count);
    Ok(())
}

fn grow(call: &mut Call<'_>, at: usize, disk: &str, space: u32) -> Result<(), Refusal> {
    let machine = call.world.change(at);
    let mut disks = super::describe::disks(machine);
    let found = disks.iter_mut().find(|known| known["DiskId"] == disk);
    let found = found.ok_or_else(|| Refusal::unavailable("DiskId"))?;
    if found["Size"].as_u64().is_some_and(|size| size >= u64::from(space)) {
        return Err(Refusal::unavailable("DiskSpace"));
    }
    found["Size"] = json!(space);
    machine.notes.insert("DiskSet".into(), json!(disks));
    Ok(())
}

pub(super) fn charge_type(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let wanted = required(params, "DestChargeType")?;
    let at = find(call, account, params)?;
    let machine = call.world.change(at);
    if !["Month", "Day", "Dynamic", "Postpay"].contains(&wanted) || is_spot(machine) {
        return Err(Refusal::unavailable("DestChargeType"));
    }
    wanted.clone_into(&mut machine.spec.charge_type);
    Ok(json!({ "UHostId": machine.spec.id }))
}
