//! The token service: roles are taken on for keys that end.
//!
//! Guess: any role of any account may be taken on; it may do what the asking account may.

use serde_json::{Value, json};

use super::{Error, Reply};
use crate::answer::{Call, Fault};
use crate::cloud::Cloud;
use crate::issued::{Told, account_of_token, issue};
use crate::scenario::Account;
use crate::wire::Params;

pub(super) const VERSION: &str = "2018-01-01";

/// `AssumeRole`, signed by an account.
pub(super) fn assume_role(call: &mut Call<'_>, account: Account, params: &Params) -> Reply {
    credentials(call, account, params, "ExpiredTime")
}

/// `AssumeRoleWithOIDC`, which nothing signs.
pub(super) fn assume_role_with_oidc(call: &mut Call<'_>, params: &Params) -> Reply {
    let token = params.filled("OIDCToken").unwrap_or_default();
    let account = account_of_token(call, Cloud::Volcengine, token);
    let account = account.ok_or_else(|| Fault::new(400, "InvalidOIDCToken", "The OIDC token is invalid."))?;
    credentials(call, account, params, "Expiration")
}

fn credentials(call: &mut Call<'_>, account: Account, params: &Params, end_name: &str) -> Reply {
    let trn = params.filled("RoleTrn").unwrap_or_default();
    let role = trn.strip_prefix("trn:iam::").and_then(|rest| rest.split_once(":role/"));
    let session = params.filled("RoleSessionName");
    let (Some((_, role)), Some(session)) = (role, session) else {
        return Err(Error::from(Fault::new(400, "InvalidTRN", "The specified RoleTrn is invalid.")));
    };
    let (trn, role, session) = (trn.to_owned(), role.to_owned(), session.to_owned());
    let seconds = params.filled("DurationSeconds").map_or(Some(3600), |text| text.parse().ok());
    let Some(seconds @ 900..=43200) = seconds else {
        return Err(Error::from(Fault::new(400, "InvalidParameter", "DurationSeconds is out of range.")));
    };
    let Told { key, secret, token, now, end } = issue(call, account, seconds);
    let mut credentials = json!({
        "CurrentTime": now.to_string(),
        "AccessKeyId": key,
        "SecretAccessKey": secret,
        "SessionToken": token,
    });
    credentials[end_name] = Value::from(end.to_string());
    let user = json!({ "Trn": format!("{trn}/{session}"), "AssumedRoleId": format!("{role}:{session}") });
    Ok(json!({ "Credentials": credentials, "AssumedRoleUser": user }))
}
