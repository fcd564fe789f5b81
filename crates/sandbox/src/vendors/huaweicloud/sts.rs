//! Temporary keys of IAM and STS, and tokens for tokens of an identity provider.
//!
//! Guess: any agency can be assumed, and its keys act for the calling account.

use serde_json::{Value, json};
use tingji_core::Secret;

use super::{auth, error, iam};
use crate::cloud::Cloud;
use crate::http::response::MockResponse;
use crate::scenario::account::SandboxAccount;
use crate::vendors::call::RequestContext;
use crate::vendors::huaweicloud::credential_body::credential_body;
use crate::vendors::issue::{account_of_id_token, issue};
use crate::vendors::vendor_error::VendorError;

/// Lifetime of keys from `securitytokens` without `duration_seconds`.
const DEFAULT_KEY_LIFETIME_SECS: i64 = 900;
/// Lifetime of keys from `assume-with-oidc` without `duration_seconds`.
const DEFAULT_OIDC_KEY_LIFETIME_SECS: i64 = 3600;

/// Answers a request for temporary keys; `None` for any other path or method.
pub(super) fn try_handle(ctx: &mut RequestContext<'_>, request_id: &str) -> Option<MockResponse> {
    let segments = ctx.request.path_segments();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    match (ctx.request.method.as_str(), &segments[..]) {
        ("POST", ["v3.0", "OS-CREDENTIAL", "securitytokens"]) => Some(create_keys(ctx, request_id)),
        ("POST", ["v3.0", "OS-AUTH", "id-token", "tokens"]) => Some(create_token_for_id_token(ctx)),
        ("POST", ["v5", "agencies", "assume-with-oidc"]) => Some(assume_with_oidc(ctx, request_id)),
        _ => None,
    }
}

fn json_body(ctx: &RequestContext<'_>) -> Value {
    serde_json::from_slice(&ctx.request.body).unwrap_or_default()
}

/// Creates keys for a token, or for a signature and an agency.
fn create_keys(ctx: &mut RequestContext<'_>, request_id: &str) -> MockResponse {
    let identity = json_body(ctx)["auth"]["identity"].clone();
    let account = if identity["methods"] == json!(["token"]) {
        ctx.record.action = "CreateTemporaryAccessKeyByToken".to_owned();
        token_owner(ctx, identity["token"]["id"].as_str().unwrap_or_default())
    } else {
        ctx.record.action = "CreateTemporaryAccessKeyByAgency".to_owned();
        match auth::authenticate(ctx) {
            Ok(account) if identity["assume_role"]["agency_name"].is_string() => Some(account),
            Ok(_) => None,
            Err(error) => return error::error_body(&error, request_id),
        }
    };
    let seconds = parse_seconds(&identity["token"]["duration_seconds"])
        .or_else(|| parse_seconds(&identity["assume_role"]["duration_seconds"]))
        .unwrap_or(DEFAULT_KEY_LIFETIME_SECS);
    match (account, seconds) {
        (Some(account), 900..=86400) => {
            MockResponse::json(201, &credential_body(&issue(ctx, account, seconds)))
        }
        _ => iam::iam_error(400, "Bad Request", "Request body is invalid."),
    }
}

/// Parses seconds that are a number or a text.
fn parse_seconds(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn token_owner(ctx: &RequestContext<'_>, token: &str) -> Option<SandboxAccount> {
    let token = Secret::new(token);
    let mut tokens = ctx.state.issued_tokens.iter();
    let issued = tokens.find(|issued| issued.text == token && issued.is_valid(ctx.now))?;
    ctx.state.accounts.iter().find(|account| account.access_key() == issued.access_key).cloned()
}

fn create_token_for_id_token(ctx: &mut RequestContext<'_>) -> MockResponse {
    ctx.record.action = "CreateTokenWithIdToken".to_owned();
    let body = json_body(ctx);
    let id_token = body["auth"]["id_token"]["id"].as_str().unwrap_or_default();
    let account = account_of_id_token(ctx, Cloud::Huaweicloud, id_token);
    let has_provider = ctx.request.header("x-idp-id").is_some_and(|id| !id.is_empty());
    match account {
        Some(account) if has_provider => {
            let token = iam::issue_token(ctx, &account);
            let body = json!({ "token": { "methods": ["mapped"] } });
            MockResponse::json(201, &body).with_header("x-subject-token", token)
        }
        _ => iam::iam_error(401, "Unauthorized", "The id token is wrong."),
    }
}

fn assume_with_oidc(ctx: &mut RequestContext<'_>, request_id: &str) -> MockResponse {
    ctx.record.action = "AssumeAgencyWithOIDC".to_owned();
    let body = json_body(ctx);
    let id_token = body["id_token"].as_str().unwrap_or_default();
    let names_agency = body["agency_urn"].is_string() && body["provider_urn"].is_string();
    let account = account_of_id_token(ctx, Cloud::Huaweicloud, id_token).filter(|_| names_agency);
    let Some(account) = account else {
        let error = VendorError::new(403, "STS5.0003", "The id token is not valid.");
        return error::error_body(&error, request_id);
    };
    let seconds = parse_seconds(&body["duration_seconds"]).unwrap_or(DEFAULT_OIDC_KEY_LIFETIME_SECS);
    let credential = issue(ctx, account, seconds);
    let credentials = json!({
        "access_key_id": credential.key,
        "secret_access_key": credential.secret,
        "security_token": credential.token,
        "expiration": credential.expires_at.to_string().replace('Z', ".000Z"),
    });
    MockResponse::json(200, &json!({ "credentials": credentials }))
}
