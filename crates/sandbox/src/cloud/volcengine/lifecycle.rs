//! Starting, rebooting and deleting one instance, or up to a hundred.
//!
//! <https://www.volcengine.com/docs/6396/70467>, <https://www.volcengine.com/docs/6396/101069>,
//! <https://www.volcengine.com/docs/6396/101070>

use serde_json::json;

use super::request::{check_free, check_state, dry_run_passed, missing};
use super::{Ecs, Reply};
use crate::answer::Fault;
use crate::world::{GONE, Machine};

/// From which states, through which, to which.
#[derive(Clone, Copy)]
pub(super) struct Change {
    from: &'static [&'static str],
    through: &'static str,
    to: &'static str,
}

pub(super) const START: Change = Change { from: &["STOPPED"], through: "STARTING", to: "RUNNING" };
pub(super) const REBOOT: Change = Change { from: &["RUNNING"], through: "REBOOTING", to: "RUNNING" };
/// Guess: an instance need not be stopped first, but must not be on its way to another state.
pub(super) const DELETE: Change =
    Change { from: &["RUNNING", "STOPPED", "ERROR"], through: "DELETING", to: GONE };

impl Ecs<'_, '_> {
    pub(super) fn change_one(&mut self, change: Change) -> Reply {
        let id = self.params.filled("InstanceId").map(str::to_owned);
        self.once(|ecs| {
            let id = id.as_deref().ok_or_else(|| missing("MissingParameter.InstanceId", "InstanceId"))?;
            ecs.params.flag("ForceStop")?;
            let dry_run = ecs.params.flag("DryRun")?;
            let at = ecs.may_change(id, change)?;
            if dry_run {
                return Err(dry_run_passed());
            }
            ecs.change(at, change);
            Ok(json!({}))
        })
    }

    pub(super) fn change_each(&mut self, change: Change) -> Reply {
        self.once(|ecs| {
            ecs.params.flag("ForceStop")?;
            ecs.each(|ecs, id| {
                let at = ecs.may_change(id, change)?;
                ecs.change(at, change);
                Ok(())
            })
        })
    }

    fn may_change(&self, id: &str, change: Change) -> Result<usize, Fault> {
        let at = self.find(id)?;
        let machine = &self.call.world.machines[at];
        check_free(machine, self.call.now.world)?;
        check_state(machine, change.from)?;
        if change.to == GONE { check_deletable(machine).map(|()| at) } else { Ok(at) }
    }

    fn change(&mut self, at: usize, change: Change) {
        self.call.world.go(at, Some(change.through), change.to, self.call.now.world);
        self.call.world.change(at).stopped_mode.clear();
    }
}

fn check_deletable(machine: &Machine) -> Result<(), Fault> {
    let message = "The specified ChargeType is not valid, is unsupported, or cannot be used.";
    let fault = Fault::new(400, "InvalidChargeType", message);
    if machine.is_prepaid() { Err(fault) } else { Ok(()) }
}
