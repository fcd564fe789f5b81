//! Stop, start, reboot, delete.

use serde_json::json;

use super::{check_free, check_image, check_state, find, is_spot};
use crate::answer::Call;
use crate::cloud::ucloud::{Refusal, Reply};
use crate::scenario::Account;
use crate::wire::Params;
use crate::world::{GONE, Machine};

pub(super) fn stop(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let force = params.flag("Force")?;
    let (at, now) = (find(call, account, params)?, call.now.world);
    let machine = &call.world.machines[at];
    check_free(machine, now)?;
    check_state(machine, "Running", "stopped")?;
    check_image(machine, "stopped")?;
    check_spot(machine, force)?;
    call.world.stop(at, now);
    done(call, at)
}

fn check_spot(machine: &Machine, force: bool) -> Result<(), Refusal> {
    if is_spot(machine) && !force {
        let message =
            format!("{} is a spot instance, which is stopped only with Force=true", machine.spec.id);
        return Err(Refusal::new(230, message));
    }
    Ok(())
}

pub(super) fn start(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let without_gpu = params.flag("WithoutGpu")?;
    let (at, now) = (find(call, account, params)?, call.now.world);
    let machine = &call.world.machines[at];
    check_free(machine, now)?;
    check_state(machine, "Stopped", "started")?;
    check_without_gpu(call, at, without_gpu)?;
    let machine = call.world.change(at);
    machine.notes.insert("StartTime".into(), json!(now.div_euclid(1000)));
    machine.notes.insert("WithoutGpu".into(), json!(without_gpu));
    call.world.go(at, Some("Starting"), "Running", now);
    done(call, at)
}

/// One instance of an account runs without its card. Guess: the code for a quota.
fn check_without_gpu(call: &Call<'_>, at: usize, without_gpu: bool) -> Result<(), Refusal> {
    let runs = |machine: &Machine| {
        machine.state() != "Stopped" && machine.notes.get("WithoutGpu") == Some(&json!(true))
    };
    if without_gpu && call.world.machines.iter().any(runs) {
        return Err(Refusal::new(8095, "Another instance already runs without a card"));
    }
    if without_gpu && is_spot(&call.world.machines[at]) {
        return Err(Refusal::unavailable("WithoutGpu"));
    }
    Ok(())
}

pub(super) fn reboot(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let (at, now) = (find(call, account, params)?, call.now.world);
    let machine = &call.world.machines[at];
    check_free(machine, now)?;
    check_state(machine, "Running", "rebooted")?;
    check_image(machine, "rebooted")?;
    call.world.go(at, Some("Rebooting"), "Running", now);
    done(call, at)
}

/// No state is published for what is being deleted. Guess: it stays `Stopped` until it is gone, and
/// does not go to the recycle bin.
pub(super) fn terminate(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let _data_disks_too = params.flag("ReleaseUDisk")?;
    let (at, now) = (find(call, account, params)?, call.now.world);
    let machine = &call.world.machines[at];
    check_free(machine, now)?;
    if !["Stopped", "Install Fail"].contains(&machine.state()) {
        let message = format!("{} is {}: stop it before it is deleted", machine.spec.id, machine.state());
        return Err(Refusal::new(8856, message));
    }
    call.world.change(at).notes.insert("Terminating".into(), json!(true));
    call.world.go(at, None, GONE, now);
    call.world.hold(at, now);
    Ok(json!({ "UHostId": call.world.machines[at].spec.id, "InRecycle": "No" }))
}

/// The answer to what was accepted, which holds the instance until it is done.
pub(super) fn done(call: &mut Call<'_>, at: usize) -> Reply {
    call.world.hold(at, call.now.world);
    Ok(json!({ "UHostId": call.world.machines[at].spec.id }))
}
