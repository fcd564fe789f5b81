//! Stop of one instance, or of up to a hundred.
//!
//! <https://www.volcengine.com/docs/6396/70468>, <https://www.volcengine.com/docs/6396/101067>

use serde_json::json;

use crate::state::machine::Machine;
use crate::vendors::vendor_error::VendorError;
use crate::vendors::volcengine::checks::{check_state, check_unlocked, dry_run_passed};
use crate::vendors::volcengine::ecs::EcsRequest;
use crate::vendors::volcengine::error::{EcsError, EcsResult, missing_param};

/// Parameters of a stop in addition to the ids.
struct StopParams {
    stopped_mode: String,
}

impl StopParams {
    /// True if the stop must end the charge for compute.
    fn stops_charging(&self) -> bool {
        self.stopped_mode == "StopCharging"
    }
}

impl EcsRequest<'_, '_> {
    /// Stops one running instance. `DryRun` only checks the request.
    ///
    /// <https://www.volcengine.com/docs/6396/70468>
    pub(super) fn stop_instance(&mut self) -> EcsResult {
        let id = self.params.non_empty("InstanceId").map(str::to_owned);
        self.execute_once(|request| {
            let id = id.ok_or_else(|| missing_param("MissingParameter.InstanceId", "InstanceId"))?;
            let params = request.stop_params()?;
            let is_dry_run = request.params.boolean("DryRun")?;
            let index = request.check_stop(&id, &params)?;
            if is_dry_run {
                return Err(dry_run_passed());
            }
            request.start_stop(index, &params);
            Ok(json!({}))
        })
    }

    /// Stops each running instance of a batch. The batch has no dry run.
    ///
    /// <https://www.volcengine.com/docs/6396/101067>
    pub(super) fn stop_instances(&mut self) -> EcsResult {
        self.execute_once(|request| {
            let params = request.stop_params()?;
            request.execute_each(|request, id| {
                let index = request.check_stop(id, &params)?;
                request.start_stop(index, &params);
                Ok(())
            })
        })
    }

    fn stop_params(&self) -> Result<StopParams, EcsError> {
        self.params.boolean("ForceStop")?;
        let mode = self.params.non_empty("StoppedMode").unwrap_or("KeepCharging");
        if !["KeepCharging", "StopCharging"].contains(&mode) {
            let message = "The specified StoppedMode is malformed.";
            return Err(VendorError::new(400, "InvalidStoppedMode.Malformed", message).into());
        }
        Ok(StopParams { stopped_mode: mode.to_owned() })
    }

    fn check_stop(&self, id: &str, params: &StopParams) -> Result<usize, VendorError> {
        let index = self.find_instance(id)?;
        let machine = &self.ctx.state.machines[index];
        check_unlocked(machine, self.ctx.now.state_ms)?;
        check_state(machine, &["RUNNING"])?;
        if params.stops_charging() {
            check_stop_charging(machine)?;
        }
        Ok(index)
    }

    fn start_stop(&mut self, index: usize, params: &StopParams) {
        self.ctx.state.stop(index, self.ctx.now.state_ms);
        self.ctx.state.modify(index).stopped_mode.clone_from(&params.stopped_mode);
    }
}

fn check_stop_charging(machine: &Machine) -> Result<(), VendorError> {
    if machine.is_prepaid() {
        let message = "The specified StopCharging mismatch instance's ChargeType.";
        return Err(VendorError::new(412, "InvalidStoppedMode.ChargeTypeMismatch", message));
    }
    if !machine.can_stop_without_charge() {
        let message = "The specified StopCharging mismatch instance's InstanceType.";
        return Err(VendorError::new(412, "InvalidStoppedMode.InstanceTypeMismatch", message));
    }
    Ok(())
}
