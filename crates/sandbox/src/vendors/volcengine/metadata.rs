//! The metadata service of Volcengine's machines, under its real paths.
//!
//! Guess: temporary keys of the metadata service are valid for an hour.
//!

use serde_json::json;

use crate::cloud::Cloud;
use crate::http::response::MockResponse;
use crate::vendors::call::RequestContext;
use crate::vendors::issue::{NewCredential, first_account, issue};

const KEY_LIFETIME_SECS: i64 = 3600;
/// The only role of the sandbox's machines.
const ROLE: &str = "sandbox-role";
/// Token that every request except the token request must carry.
const TOKEN: &str = "sandbox-metadata-token";
const TOKEN_HEADER: &str = "x-volc-ecs-metadata-token";

/// Answers a request to the metadata service; `None` for any other path or method.
pub(super) fn try_handle(ctx: &mut RequestContext<'_>) -> Option<MockResponse> {
    let segments = ctx.request.path_segments();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    match (ctx.request.method.as_str(), &segments[..]) {
        ("PUT", ["latest", "api", "token"]) => Some(create_token(ctx)),
        ("GET", ["volcstack", "latest", "iam", "security_credentials"]) => Some(list_roles(ctx)),
        ("GET", ["volcstack", "latest", "iam", "security_credentials", role]) => {
            Some(role_credentials(ctx, role))
        }
        _ => None,
    }
}

fn create_token(ctx: &mut RequestContext<'_>) -> MockResponse {
    ctx.record.action = "MetadataToken".to_owned();
    let header = ctx.request.header("x-volc-ecs-metadata-token-ttl-seconds");
    match header.and_then(|text| text.parse::<u32>().ok()) {
        Some(1..=21600) => MockResponse::text(200, TOKEN.to_owned()),
        _ => error(400, "the token's time to live is missing or wrong"),
    }
}

fn list_roles(ctx: &mut RequestContext<'_>) -> MockResponse {
    ctx.record.action = "MetadataRoles".to_owned();
    if !has_token(ctx) {
        return error(401, "the token is missing or wrong");
    }
    MockResponse::json(200, &json!([ROLE]))
}

fn role_credentials(ctx: &mut RequestContext<'_>, role: &str) -> MockResponse {
    ctx.record.action = "MetadataCredentials".to_owned();
    if !has_token(ctx) {
        return error(401, "the token is missing or wrong");
    }
    let account = first_account(ctx, Cloud::Volcengine).filter(|_| role == ROLE);
    let Some(account) = account else { return error(404, "the role does not exist") };
    let NewCredential { key, secret, token, issued_at, expires_at } = issue(ctx, account, KEY_LIFETIME_SECS);
    let body = json!({
        "AccessKeyId": key,
        "SecretAccessKey": secret,
        "SessionToken": token,
        "CurrentTime": issued_at.to_string(),
        "ExpiredTime": expires_at.to_string(),
    });
    MockResponse::json(200, &body)
}

fn has_token(ctx: &RequestContext<'_>) -> bool {
    ctx.request.header(TOKEN_HEADER) == Some(TOKEN)
}

fn error(status: u16, message: &str) -> MockResponse {
    MockResponse::json(status, &json!({ "message": message }))
}
