//! Authentication: a token, or a signature with either of the two algorithms.

use tingji_core::Secret;
use tingji_signing_core::{Huaweicloud, VerifyError};

use crate::clock::RequestTime;
use crate::cloud::Cloud;
use crate::scenario::account::SandboxAccount;
use crate::vendors::call::{AuthError, RequestContext};
use crate::vendors::vendor_error::VendorError;

/// Finds the account of a request by its `X-Auth-Token`, or else by its signature.
pub(super) fn authenticate(ctx: &RequestContext<'_>) -> Result<SandboxAccount, VendorError> {
    if let Some(token) = ctx.request.header("x-auth-token") {
        let account = find_token_owner(ctx, &Secret::new(token));
        return account.ok_or_else(|| VendorError::new(401, "APIGW.0307", "The token must be updated."));
    }
    ctx.authenticate(&Huaweicloud::new(), &[Cloud::Huaweicloud])
        .map_err(|error| signature_refused(&error, ctx.now))
}

/// The account with this token in the scenario, or the account for which IAM issued it.
fn find_token_owner(ctx: &RequestContext<'_>, token: &Secret) -> Option<SandboxAccount> {
    let mut tokens = ctx.state.issued_tokens.iter();
    let issued = tokens.find(|issued| issued.text == *token && issued.is_valid(ctx.now));
    let mut accounts = ctx.state.accounts.iter().filter(|account| account.cloud == Cloud::Huaweicloud);
    let found = accounts.find(|account| {
        account.token.as_ref() == Some(token)
            || issued.is_some_and(|issued| issued.access_key == account.access_key())
    });
    found.cloned()
}

/// The refusal of a signature. As at the vendor, the text contains the canonical request that the server computed,
/// with `|` for newlines, or both times.
fn signature_refused(error: &AuthError, now: RequestTime) -> VendorError {
    let reason = match &error.problem {
        VerifyError::MissingSignature => "x-auth-token not found".to_owned(),
        VerifyError::Malformed(part) => format!("the authorization can't be read, {part}"),
        VerifyError::UnknownAccessKey => {
            "verify aksk signature fail, the access key does not exist".to_owned()
        }
        VerifyError::MissingToken | VerifyError::TokenMismatch => {
            "verify aksk signature fail, the security token is not valid".to_owned()
        }
        VerifyError::Expired(time) | VerifyError::ClockSkew(time) => {
            let signed_at = time.iso_basic();
            let server_time = now.wall().iso_basic();
            format!(
                "calc aksk signature fail:signature expired, signature time:{},server time:{}",
                &*signed_at, &*server_time
            )
        }
        _ => {
            let canonical_request = error.canonical_request.replace('\n', "|");
            format!("verify aksk signature fail, canonicalRequest:{canonical_request}")
        }
    };
    VendorError::new(401, "APIGW.0301", format!("Incorrect IAM authentication information: {reason}"))
}
