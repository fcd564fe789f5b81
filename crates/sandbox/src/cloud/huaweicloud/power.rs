//! Stop, start, reboot, delete.

use super::server::{find, kind, server};
use super::{Asked, Reply, busy, object, task};
use crate::answer::{Call, Fault};
use crate::world::{GONE, Machine};

/// States that something is under way in.
const MOVING: [&str; 7] =
    ["CREATING", "STARTING", "STOPPING", "REBOOTING", "CHANGINGOS", "REINSTALLINGOS", "DELETING"];

/// What can be done with a server.
#[derive(Clone, Copy)]
pub(super) enum Power {
    Stop,
    Start,
    Reboot,
    Delete,
    ChangeOs,
    ReinstallOs,
}

impl Power {
    /// From which states it can be done.
    fn is_allowed_in(self, state: &str) -> bool {
        match self {
            Self::Stop => ["RUNNING", "STOP_FAILED"].contains(&state),
            Self::Start => ["STOPPED", "STOP_FAILED", "START_FAILED"].contains(&state),
            Self::Reboot => state == "RUNNING",
            Self::ChangeOs | Self::ReinstallOs => state == "STOPPED",
            Self::Delete => !MOVING.contains(&state),
        }
    }

    /// The state on the way, and the one it ends in. Guess: a changed system runs, like a new one.
    fn way(self) -> (&'static str, &'static str) {
        match self {
            Self::Stop => ("STOPPING", "STOPPED"),
            Self::Start => ("STARTING", "RUNNING"),
            Self::Reboot => ("REBOOTING", "RUNNING"),
            Self::Delete => ("DELETING", GONE),
            Self::ChangeOs => ("CHANGINGOS", "RUNNING"),
            Self::ReinstallOs => ("REINSTALLINGOS", "RUNNING"),
        }
    }

    /// Guess: the documents have one word of this kind, `node_attach_volume`.
    pub(super) fn task(self) -> &'static str {
        match self {
            Self::Stop => "node_stop",
            Self::Start => "node_start",
            Self::Reboot => "node_reboot",
            Self::Delete => "node_delete",
            Self::ChangeOs => "node_change_os",
            Self::ReinstallOs => "node_reinstall_os",
        }
    }
}

pub(super) fn is_moving(state: &str) -> bool {
    MOVING.contains(&state)
}

/// Whether it may be done with this machine by itself.
pub(super) fn check(call: &Call<'_>, at: usize, power: Power) -> Result<(), Fault> {
    let machine = &call.world.machines[at];
    if kind(machine) == "HPS" {
        // Guess: a node goes with its supernode.
        let message = format!("Server '{}' type is HPS, does not support this operation.", machine.spec.id);
        return Err(Fault::new(400, "ModelArts.7000", message));
    }
    check_state(call, machine, power)
}

pub(super) fn check_state(call: &Call<'_>, machine: &Machine, power: Power) -> Result<(), Fault> {
    let is_held = machine.is_locked(call.now.world) || machine.spec.image_in_progress;
    if is_held || !power.is_allowed_in(machine.state()) {
        return Err(busy());
    }
    let never_ran = ["CREATE_FAILED", "ERROR"].contains(&machine.state());
    if matches!(power, Power::Delete) && machine.is_prepaid() && !never_ran {
        // Guess: the code; the rule is documented.
        let message = "Only pay-per-use instances can be deleted; unsubscribe from yearly/monthly ones.";
        return Err(Fault::new(400, "ModelArts.7000", message));
    }
    Ok(())
}

/// Does what has passed every check.
pub(super) fn go(call: &mut Call<'_>, at: usize, power: Power, request_id: &str) {
    let now = call.now.world;
    if matches!(power, Power::Stop) {
        call.world.stop(at, now);
    } else {
        let (through, to) = power.way();
        call.world.go(at, Some(through), to, now);
    }
    task::note(call.world.change(at), power, request_id);
}

fn one(call: &mut Call<'_>, asked: &Asked, power: Power) -> Reply {
    let at = find(call, asked)?;
    check(call, at, power)?;
    go(call, at, power, &asked.request_id);
    Ok(server(&call.world.machines[at]))
}

pub(super) fn stop(call: &mut Call<'_>, asked: &Asked) -> Reply {
    one(call, asked, Power::Stop)
}

/// This one wants a body, if only an empty object.
pub(super) fn start(call: &mut Call<'_>, asked: &Asked) -> Reply {
    object(call)?;
    one(call, asked, Power::Start)
}

pub(super) fn reboot(call: &mut Call<'_>, asked: &Asked) -> Reply {
    one(call, asked, Power::Reboot)
}

pub(super) fn delete(call: &mut Call<'_>, asked: &Asked) -> Reply {
    one(call, asked, Power::Delete)
}
