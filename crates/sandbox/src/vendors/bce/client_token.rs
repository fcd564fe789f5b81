//! Client tokens: a repeated request is executed once.

use serde_json::Value;

use crate::cloud::Cloud;
use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::state::idempotency::TokenLookup;
use crate::vendors::call::RequestContext;
use crate::vendors::vendor_error::VendorError;

/// Executes an operation unless the same request with the same `clientToken` succeeded before.
///
/// The vendor documents client tokens for the creating operations; the Python SDK also sends one with batches.
pub(super) fn execute_once(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    query: &RequestParams,
    fingerprint: String,
    operation: impl FnOnce(&mut RequestContext<'_>) -> Result<(), VendorError>,
) -> Result<(), VendorError> {
    let access_key = account.access_key();
    let token = query.non_empty("clientToken").unwrap_or_default();
    match ctx.state.idempotency.lookup(Cloud::Bce, access_key, token, &fingerprint) {
        TokenLookup::SameRequest(_) => return Ok(()),
        TokenLookup::OtherRequest => {
            let message = "The request uses the same client token as a previous, but non-identical request.";
            return Err(VendorError::new(403, "IdempotentParameterMismatch", message));
        }
        TokenLookup::Unused => operation(ctx)?,
    }
    if !token.is_empty() {
        ctx.state.idempotency.store(Cloud::Bce, access_key, token, fingerprint, Value::Null);
    }
    Ok(())
}
