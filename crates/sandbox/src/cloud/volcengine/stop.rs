//! Stopping one instance, or up to a hundred.
//!
//! <https://www.volcengine.com/docs/6396/70468>, <https://www.volcengine.com/docs/6396/101067>

use serde_json::json;

use super::request::{check_free, check_state, dry_run_passed, missing};
use super::{Ecs, Error, Reply};
use crate::answer::Fault;
use crate::world::Machine;

/// What a stop asks for beside the instances.
struct Wish {
    stop_charging: bool,
    mode: String,
}

impl Ecs<'_, '_> {
    pub(super) fn stop_instance(&mut self) -> Reply {
        let id = self.params.filled("InstanceId").map(str::to_owned);
        self.once(|ecs| {
            let id = id.as_deref().ok_or_else(|| missing("MissingParameter.InstanceId", "InstanceId"))?;
            let (wish, dry_run) = (ecs.wish()?, ecs.params.flag("DryRun")?);
            let at = ecs.check(id, &wish)?;
            if dry_run {
                return Err(dry_run_passed());
            }
            ecs.stop(at, &wish);
            Ok(json!({}))
        })
    }

    pub(super) fn stop_instances(&mut self) -> Reply {
        self.once(|ecs| {
            let wish = ecs.wish()?;
            ecs.each(|ecs, id| {
                let at = ecs.check(id, &wish)?;
                ecs.stop(at, &wish);
                Ok(())
            })
        })
    }

    fn wish(&self) -> Result<Wish, Error> {
        self.params.flag("ForceStop")?;
        let mode = self.params.filled("StoppedMode").unwrap_or("KeepCharging").to_owned();
        if !["KeepCharging", "StopCharging"].contains(&mode.as_str()) {
            return Err(Fault::new(
                400,
                "InvalidStoppedMode.Malformed",
                "The specified StoppedMode is malformed.",
            )
            .into());
        }
        Ok(Wish { stop_charging: mode == "StopCharging", mode })
    }

    fn check(&self, id: &str, wish: &Wish) -> Result<usize, Fault> {
        let at = self.find(id)?;
        let machine = &self.call.world.machines[at];
        check_free(machine, self.call.now.world)?;
        check_state(machine, &["RUNNING"])?;
        if wish.stop_charging {
            check_stop_charging(machine)?;
        }
        Ok(at)
    }

    fn stop(&mut self, at: usize, wish: &Wish) {
        self.call.world.stop(at, self.call.now.world);
        self.call.world.change(at).stopped_mode.clone_from(&wish.mode);
    }
}

fn check_stop_charging(machine: &Machine) -> Result<(), Fault> {
    if machine.is_prepaid() {
        let message = "The specified StopCharging mismatch instance's ChargeType.";
        return Err(Fault::new(412, "InvalidStoppedMode.ChargeTypeMismatch", message));
    }
    if !machine.can_stop_without_charge() {
        let message = "The specified StopCharging mismatch instance's InstanceType.";
        return Err(Fault::new(412, "InvalidStoppedMode.InstanceTypeMismatch", message));
    }
    Ok(())
}
