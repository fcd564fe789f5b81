//! Temporary keys of IAM, and what leads there.
//!
//! Guess: any agency may be taken on; it may do what the asking account may.

use serde_json::{Value, json};
use tingji_core::Secret;

use super::{auth, iam, refusal};
use crate::answer::{Answer, Call};
use crate::cloud::Cloud;
use crate::issued::{account_of_token, issue};
use crate::metadata::huawei_keys;
use crate::scenario::Account;

/// `None` for what is not about temporary keys.
pub(super) fn answer(call: &mut Call<'_>, request_id: &str) -> Option<Answer> {
    let segments = call.wire.segments();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    match (call.wire.method.as_str(), &segments[..]) {
        ("POST", ["v3.0", "OS-CREDENTIAL", "securitytokens"]) => Some(security_tokens(call, request_id)),
        ("POST", ["v3.0", "OS-AUTH", "id-token", "tokens"]) => Some(token_of_id_token(call)),
        ("POST", ["v5", "agencies", "assume-with-oidc"]) => Some(assume_with_oidc(call, request_id)),
        _ => None,
    }
}

fn body(call: &Call<'_>) -> Value {
    serde_json::from_slice(&call.wire.body).unwrap_or_default()
}

/// Keys for a signature and an agency, or for a token.
fn security_tokens(call: &mut Call<'_>, request_id: &str) -> Answer {
    let identity = body(call)["auth"]["identity"].clone();
    let account = if identity["methods"] == json!(["token"]) {
        call.seen.action = "CreateTemporaryAccessKeyByToken".to_owned();
        of_token(call, identity["token"]["id"].as_str().unwrap_or_default())
    } else {
        call.seen.action = "CreateTemporaryAccessKeyByAgency".to_owned();
        match auth::authenticate(call) {
            Ok(account) => identity["assume_role"]["agency_name"].is_string().then_some(account),
            Err(fault) => return refusal(&fault, request_id),
        }
    };
    let duration = ["token", "assume_role"].map(|way| &identity[way]["duration_seconds"]);
    match (account, duration.into_iter().find_map(seconds).unwrap_or(900)) {
        (Some(account), seconds @ 900..=86400) => {
            Answer::json(201, &huawei_keys(&issue(call, account, seconds)))
        }
        _ => iam::refused(400, "Bad Request", "Request body is invalid."),
    }
}

/// A number, or one as text.
fn seconds(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn of_token(call: &Call<'_>, token: &str) -> Option<Account> {
    let token = Secret::new(token);
    let issued = call.world.tokens.iter().find(|issued| issued.text == token && issued.holds(call.now))?;
    call.world.accounts.iter().find(|account| account.access_key() == issued.access_key).cloned()
}

fn token_of_id_token(call: &mut Call<'_>) -> Answer {
    call.seen.action = "CreateTokenWithIdToken".to_owned();
    let body = body(call);
    let account = account_of_token(
        call,
        Cloud::Huaweicloud,
        body["auth"]["id_token"]["id"].as_str().unwrap_or_default(),
    );
    match account.filter(|_| call.wire.header("x-idp-id").is_some_and(|id| !id.is_empty())) {
        Some(account) => {
            let text = iam::issue(call, &account);
            Answer::json(201, &json!({ "token": { "methods": ["mapped"] } })).header("x-subject-token", text)
        }
        None => iam::refused(401, "Unauthorized", "The id token is wrong."),
    }
}

fn assume_with_oidc(call: &mut Call<'_>, request_id: &str) -> Answer {
    call.seen.action = "AssumeAgencyWithOIDC".to_owned();
    let body = body(call);
    let account = account_of_token(call, Cloud::Huaweicloud, body["id_token"].as_str().unwrap_or_default());
    let Some(account) =
        account.filter(|_| body["agency_urn"].is_string() && body["provider_urn"].is_string())
    else {
        let fault = crate::answer::Fault::new(403, "STS5.0003", "The id token is not valid.");
        return refusal(&fault, request_id);
    };
    let told = issue(call, account, seconds(&body["duration_seconds"]).unwrap_or(3600));
    let credentials = json!({
        "access_key_id": told.key,
        "secret_access_key": told.secret,
        "security_token": told.token,
        "expiration": told.end.to_string().replace('Z', ".000Z"),
    });
    Answer::json(200, &json!({ "credentials": credentials }))
}
