//! Start, reboot and deletion of one instance, or of up to a hundred.
//!
//! <https://www.volcengine.com/docs/6396/70467>, <https://www.volcengine.com/docs/6396/101069>,
//! <https://www.volcengine.com/docs/6396/101070>

use serde_json::json;

use crate::state::machine::Machine;
use crate::state::resource::DELETED;
use crate::vendors::vendor_error::VendorError;
use crate::vendors::volcengine::checks::{check_state, check_unlocked, dry_run_passed};
use crate::vendors::volcengine::ecs::EcsRequest;
use crate::vendors::volcengine::error::{EcsResult, missing_param};

/// States from which an operation starts, state during it, and state after it.
#[derive(Clone, Copy)]
pub(super) struct PowerTransition {
    from: &'static [&'static str],
    through: &'static str,
    to: &'static str,
}

pub(super) const START: PowerTransition =
    PowerTransition { from: &["STOPPED"], through: "STARTING", to: "RUNNING" };
pub(super) const REBOOT: PowerTransition =
    PowerTransition { from: &["RUNNING"], through: "REBOOTING", to: "RUNNING" };
/// Guess: an instance can be deleted without a stop, but not during a transition.
pub(super) const DELETE: PowerTransition =
    PowerTransition { from: &["RUNNING", "STOPPED", "ERROR"], through: "DELETING", to: DELETED };

impl EcsRequest<'_, '_> {
    /// Starts, reboots or deletes one instance. `DryRun` only checks the request.
    pub(super) fn change_one(&mut self, transition: PowerTransition) -> EcsResult {
        let id = self.params.non_empty("InstanceId").map(str::to_owned);
        self.execute_once(|request| {
            let id = id.ok_or_else(|| missing_param("MissingParameter.InstanceId", "InstanceId"))?;
            request.params.boolean("ForceStop")?;
            let is_dry_run = request.params.boolean("DryRun")?;
            let index = request.check_transition(&id, transition)?;
            if is_dry_run {
                return Err(dry_run_passed());
            }
            request.start_transition(index, transition);
            Ok(json!({}))
        })
    }

    /// Starts, reboots or deletes each instance of a batch. The batch has no dry run.
    pub(super) fn change_each(&mut self, transition: PowerTransition) -> EcsResult {
        self.execute_once(|request| {
            request.params.boolean("ForceStop")?;
            request.execute_each(|request, id| {
                let index = request.check_transition(id, transition)?;
                request.start_transition(index, transition);
                Ok(())
            })
        })
    }

    fn check_transition(&self, id: &str, transition: PowerTransition) -> Result<usize, VendorError> {
        let index = self.find_instance(id)?;
        let machine = &self.ctx.state.machines[index];
        check_unlocked(machine, self.ctx.now.state_ms)?;
        check_state(machine, transition.from)?;
        if transition.to == DELETED {
            check_deletable(machine)?;
        }
        Ok(index)
    }

    fn start_transition(&mut self, index: usize, transition: PowerTransition) {
        let now_ms = self.ctx.now.state_ms;
        self.ctx.state.start_transition(index, Some(transition.through), transition.to, now_ms);
        self.ctx.state.modify(index).stopped_mode.clear();
    }
}

fn check_deletable(machine: &Machine) -> Result<(), VendorError> {
    if machine.is_prepaid() {
        let message = "The specified ChargeType is not valid, is unsupported, or cannot be used.";
        return Err(VendorError::new(400, "InvalidChargeType", message));
    }
    Ok(())
}
