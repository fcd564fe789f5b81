//! Client tokens, dry runs, batches and state checks of operations that change instances.

use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::http::params::InvalidParam;
use crate::state::idempotency::TokenLookup;
use crate::state::machine::Machine;
use crate::vendors::vendor_error::VendorError;
use crate::vendors::volcengine::ecs::EcsRequest;
use crate::vendors::volcengine::error::{EcsError, EcsResult, missing_param};

/// Largest number of instances in a batch.
const MAX_BATCH: usize = 100;
/// Longest client token, in ASCII characters.
const MAX_CLIENT_TOKEN_LEN: usize = 64;

impl EcsRequest<'_, '_> {
    /// Executes an operation once for each `ClientToken`. A repeated request gets the first response.
    ///
    /// A refused request has had no effect, so that the same token may be used again.
    pub(super) fn execute_once(&mut self, operation: impl FnOnce(&mut Self) -> EcsResult) -> EcsResult {
        let token = self.params.non_empty("ClientToken").unwrap_or_default().to_owned();
        if token.len() > MAX_CLIENT_TOKEN_LEN || !token.is_ascii() {
            let message = "The specified ClientToken is malformed.";
            return Err(VendorError::new(400, "InvalidClientToken.Malformed", message).into());
        }
        if token.is_empty() {
            return operation(self);
        }
        let access_key = self.account.access_key().to_owned();
        let fingerprint = self.params.fingerprint();
        match self.ctx.state.idempotency.lookup(Cloud::Volcengine, &access_key, &token, &fingerprint) {
            TokenLookup::SameRequest(result) => return Ok(result),
            TokenLookup::OtherRequest => return Err(token_mismatch().into()),
            TokenLookup::Unused => {}
        }
        let result = operation(self)?;
        let store = &mut self.ctx.state.idempotency;
        store.store(Cloud::Volcengine, &access_key, &token, fingerprint, result.clone());
        Ok(result)
    }

    /// Executes an operation for each instance of a batch.
    ///
    /// The response is a success even if instances refuse; each row contains its error. Guess: the error of a
    /// successful row is `null`.
    pub(super) fn execute_each(
        &mut self,
        mut operation: impl FnMut(&mut Self, &str) -> Result<(), VendorError>,
    ) -> EcsResult {
        let ids = self.params.list("InstanceIds");
        if ids.is_empty() {
            return Err(missing_param("MissingParameter.InstanceIds", "InstanceIds").into());
        }
        if ids.len() > MAX_BATCH {
            return Err(InvalidParam("InstanceIds").into());
        }
        let mut rows = Vec::new();
        for id in &ids {
            let error = match operation(self, id) {
                Ok(()) => Value::Null,
                Err(error) => json!({ "Code": error.code, "Message": error.message }),
            };
            rows.push(json!({ "InstanceId": id, "Error": error }));
        }
        Ok(json!({ "OperationDetails": rows }))
    }
}

/// The refusal that reports a dry run without errors.
pub(super) fn dry_run_passed() -> EcsError {
    let message = "Your request has been validated by the DryRunOperation.";
    VendorError::new(412, "DryRunOperation", message).into()
}

fn token_mismatch() -> VendorError {
    let message = "The request uses the same client token as a previous, but non-identical request. \
                   Do not reuse a client token with different requests, unless the requests are identical.";
    VendorError::new(400, "IdempotentParameterMismatch", message)
}

/// Refuses an operation while another operation or the creation of an image holds the instance.
pub(super) fn check_unlocked(machine: &Machine, now_ms: i64) -> Result<(), VendorError> {
    if machine.is_locked(now_ms) {
        let message = "The specified operation is denied as your resource is locked for another operation.";
        return Err(VendorError::new(412, "OperationDenied.ResourceLocked", message));
    }
    if machine.spec.image_in_progress {
        let message = "The specified operation is denied as your instance is creating image.";
        return Err(VendorError::new(412, "OperationDenied.InstanceIsCreatingImage", message));
    }
    Ok(())
}

/// Refuses an operation in any other state than the allowed ones.
pub(super) fn check_state(machine: &Machine, allowed: &[&str]) -> Result<(), VendorError> {
    if allowed.contains(&machine.state()) {
        return Ok(());
    }
    let message = "The status of the specified instance does not support this request.";
    Err(VendorError::new(400, "InvalidInstanceStatus", message))
}
