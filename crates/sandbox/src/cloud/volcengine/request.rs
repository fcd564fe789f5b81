//! What requests that change something have in common: client tokens, dry runs, batches.

use serde_json::{Value, json};

use super::{Cloud, Ecs, Error, Reply};
use crate::answer::Fault;
use crate::wire::Bad;
use crate::world::{Known, Machine};

impl Ecs<'_, '_> {
    /// Does it once for each `ClientToken`: a repetition gets the first answer.
    pub(super) fn once(&mut self, act: impl FnOnce(&mut Self) -> Reply) -> Reply {
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

    /// Does it to each instance of a batch. The whole call succeeds whatever happens to each; success
    /// has no error (guess: `null`).
    pub(super) fn each(&mut self, mut act: impl FnMut(&mut Self, &str) -> Result<(), Fault>) -> Reply {
        let ids = self.params.list("InstanceIds");
        if ids.is_empty() {
            return Err(missing("MissingParameter.InstanceIds", "InstanceIds").into());
        }
        if ids.len() > 100 {
            return Err(Bad("InstanceIds").into());
        }
        let mut detail = |id: &String| {
            let fault = act(self, id).err();
            let error = fault.map(|fault| json!({ "Code": fault.code, "Message": fault.message }));
            json!({ "InstanceId": id, "Error": error.unwrap_or(Value::Null) })
        };
        Ok(json!({ "OperationDetails": ids.iter().map(&mut detail).collect::<Vec<_>>() }))
    }
}

/// How a dry run that passes is told.
pub(super) fn dry_run_passed() -> Error {
    Fault::new(412, "DryRunOperation", "Your request has been validated by the DryRunOperation.").into()
}

pub(super) fn missing(code: &'static str, name: &str) -> Fault {
    Fault::new(400, code, format!("The required parameter {name} is not supplied."))
}

fn mismatch() -> Fault {
    let message = "The request uses the same client token as a previous, but non-identical request. \
                   Do not reuse a client token with different requests, unless the requests are identical.";
    Fault::new(400, "IdempotentParameterMismatch", message)
}

pub(super) fn check_free(machine: &Machine, now: i64) -> Result<(), Fault> {
    if machine.is_locked(now) {
        let message = "The specified operation is denied as your resource is locked for another operation.";
        return Err(Fault::new(412, "OperationDenied.ResourceLocked", message));
    }
    if machine.spec.image_in_progress {
        let message = "The specified operation is denied as your instance is creating image.";
        return Err(Fault::new(412, "OperationDenied.InstanceIsCreatingImage", message));
    }
    Ok(())
}

pub(super) fn check_state(machine: &Machine, allowed: &[&str]) -> Result<(), Fault> {
    let message = "The status of the specified instance does not support this request.";
    let fault = || Fault::new(400, "InvalidInstanceStatus", message);
    allowed.contains(&machine.state()).then_some(()).ok_or_else(fault)
}
