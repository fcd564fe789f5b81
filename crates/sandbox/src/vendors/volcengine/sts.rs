//! STS: temporary keys of roles.
//!
//! Guess: any role of any account can be assumed, and its keys act for the calling account.

use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::vendors::call::RequestContext;
use crate::vendors::issue::{NewCredential, account_of_id_token, issue};
use crate::vendors::vendor_error::VendorError;
use crate::vendors::volcengine::error::{EcsError, EcsResult};

pub(super) const VERSION: &str = "2018-01-01";

/// `AssumeRole`, which an account signs.
pub(super) fn assume_role(
    ctx: &mut RequestContext<'_>,
    account: SandboxAccount,
    params: &RequestParams,
) -> EcsResult {
    create_credentials(ctx, account, params, "ExpiredTime")
}

/// `AssumeRoleWithOIDC`, which has no signature.
pub(super) fn assume_role_with_oidc(ctx: &mut RequestContext<'_>, params: &RequestParams) -> EcsResult {
    let id_token = params.non_empty("OIDCToken").unwrap_or_default();
    let account = account_of_id_token(ctx, Cloud::Volcengine, id_token);
    let account =
        account.ok_or_else(|| VendorError::new(400, "InvalidOIDCToken", "The OIDC token is invalid."))?;
    create_credentials(ctx, account, params, "Expiration")
}

/// Issues credentials. The two operations use different names for the field with the expiry.
fn create_credentials(
    ctx: &mut RequestContext<'_>,
    account: SandboxAccount,
    params: &RequestParams,
    expiry_field: &str,
) -> EcsResult {
    let trn = params.non_empty("RoleTrn").unwrap_or_default();
    let role = trn.strip_prefix("trn:iam::").and_then(|rest| rest.split_once(":role/"));
    let session = params.non_empty("RoleSessionName");
    let (Some((_, role)), Some(session)) = (role, session) else {
        let error = VendorError::new(400, "InvalidTRN", "The specified RoleTrn is invalid.");
        return Err(EcsError::from(error));
    };
    let seconds = params.non_empty("DurationSeconds").map_or(Some(3600), |text| text.parse().ok());
    let Some(seconds @ 900..=43200) = seconds else {
        let error = VendorError::new(400, "InvalidParameter", "DurationSeconds is out of range.");
        return Err(EcsError::from(error));
    };
    let NewCredential { key, secret, token, issued_at, expires_at } = issue(ctx, account, seconds);
    let mut credentials = json!({
        "CurrentTime": issued_at.to_string(),
        "AccessKeyId": key,
        "SecretAccessKey": secret,
        "SessionToken": token,
    });
    credentials[expiry_field] = Value::from(expires_at.to_string());
    let user = json!({ "Trn": format!("{trn}/{session}"), "AssumedRoleId": format!("{role}:{session}") });
    Ok(json!({ "Credentials": credentials, "AssumedRoleUser": user }))
}
