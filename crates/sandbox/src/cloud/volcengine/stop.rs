//! Stopping one instance, or up to a hundred.
//!
//! <https://www.volcengine.com/docs/6396/70468>, <https://www.volcengine.com/docs/6396/101067>

use serde_json::{Value, json};

use super::{Cloud, Ecs, Error, Reply};
use crate::answer::Fault;
use crate::wire::Bad;
use crate::world::{Known, Machine};

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
                let message = "Your request has been validated by the DryRunOperation.";
                return Err(Fault::new(412, "DryRunOperation", message).into());
            }
            ecs.stop(at, &wish);
            Ok(json!({}))
        })
    }

    pub(super) fn stop_instances(&mut self) -> Reply {
        let ids = self.params.list("InstanceIds");
        self.once(|ecs| {
            if ids.is_empty() {
                return Err(missing("MissingParameter.InstanceIds", "InstanceIds").into());
            }
            if ids.len() > 100 {
                return Err(Bad("InstanceIds").into());
            }
            let wish = ecs.wish()?;
            let details: Vec<_> = ids.iter().map(|id| ecs.stop_one_of_many(id, &wish)).collect();
            Ok(json!({ "OperationDetails": details }))
        })
    }

    /// The whole call succeeds whatever happens to each; success has no error (guess: `null`).
    fn stop_one_of_many(&mut self, id: &str, wish: &Wish) -> Value {
        let error = match self.check(id, wish) {
            Ok(at) => {
                self.stop(at, wish);
                Value::Null
            }
            Err(fault) => json!({ "Code": fault.code, "Message": fault.message }),
        };
        json!({ "InstanceId": id, "Error": error })
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
        if wish.stop_charging {
            check_stop_charging(machine)?;
        }
        Ok(at)
    }

    fn stop(&mut self, at: usize, wish: &Wish) {
        self.call.world.stop(at, self.call.now.world);
        self.call.world.machines[at].stopped_mode.clone_from(&wish.mode);
    }

    /// Does it once for each `ClientToken`: a repetition gets the first answer.
    fn once(&mut self, act: impl FnOnce(&mut Self) -> Reply) -> Reply {
        let token = self.params.filled("ClientToken").unwrap_or_default().to_owned();
        if token.len() > 64 || !token.is_ascii() {
            return Err(Fault::new(
                400,
                "InvalidClientToken.Malformed",
                "The specified ClientToken is malformed.",
            )
            .into());
        }
        if token.is_empty() {
            return act(self);
        }
        let (key, fingerprint) = (self.account.access_key().to_owned(), self.params.fingerprint());
        match self.call.world.replies.get(Cloud::Volcengine, &key, &token, &fingerprint) {
            Known::Same(result) => return Ok(result),
            Known::Other => return Err(mismatch().into()),
            Known::New => {}
        }
        // What was refused has had no effect, and may be tried again with the same token.
        let result = act(self)?;
        self.call.world.replies.keep(Cloud::Volcengine, &key, &token, fingerprint, result.clone());
        Ok(result)
    }
}

fn missing(code: &'static str, name: &str) -> Fault {
    Fault::new(400, code, format!("The required parameter {name} is not supplied."))
}

fn mismatch() -> Fault {
    let message = "The request uses the same client token as a previous, but non-identical request. \
                   Do not reuse a client token with different requests, unless the requests are identical.";
    Fault::new(400, "IdempotentParameterMismatch", message)
}

fn check_free(machine: &Machine, now: i64) -> Result<(), Fault> {
    if machine.is_locked(now) {
        let message = "The specified operation is denied as your resource is locked for another operation.";
        return Err(Fault::new(412, "OperationDenied.ResourceLocked", message));
    }
    if machine.spec.image_in_progress {
        let message = "The specified operation is denied as your instance is creating image.";
        return Err(Fault::new(412, "OperationDenied.InstanceIsCreatingImage", message));
    }
    if !machine.is_running() {
        let message = "The status of the specified instance does not support this request.";
        return Err(Fault::new(400, "InvalidInstanceStatus", message));
    }
    Ok(())
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
