//! The metadata service of Huawei's machines, under its real paths.
//!
//! Guess: temporary keys of the metadata service are valid for an hour.
//!
//! <https://support.huaweicloud.com/intl/en-us/usermanual-ecs/ecs_03_0166.html>

use serde_json::json;

use super::credential_body::credential_body;
use crate::cloud::Cloud;
use crate::http::response::MockResponse;
use crate::vendors::call::RequestContext;
use crate::vendors::issue::{first_account, issue};

const KEY_LIFETIME_SECS: i64 = 3600;
/// Token that every request except the token request must carry.
const TOKEN: &str = "sandbox-metadata-token";

/// Answers a request to the metadata service; `None` for any other path or method.
pub(super) fn try_handle(ctx: &mut RequestContext<'_>) -> Option<MockResponse> {
    let segments = ctx.request.path_segments();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    match (ctx.request.method.as_str(), &segments[..]) {
        ("PUT", ["meta-data", "latest", "api", "token"]) => Some(create_token(ctx)),
        ("GET", ["openstack", "latest", "securitykey"]) => Some(security_key(ctx)),
        _ => None,
    }
}

fn create_token(ctx: &mut RequestContext<'_>) -> MockResponse {
    ctx.record.action = "MetadataToken".to_owned();
    let header = ctx.request.header("x-metadata-token-ttl-seconds");
    match header.and_then(|text| text.parse::<u32>().ok()) {
        Some(1..=21600) => MockResponse::text(200, TOKEN.to_owned()),
        _ => error(400, "the token's time to live is missing or wrong"),
    }
}

fn security_key(ctx: &mut RequestContext<'_>) -> MockResponse {
    ctx.record.action = "SecurityKey".to_owned();
    if ctx.request.header("x-metadata-token") != Some(TOKEN) {
        return error(401, "Unauthorized");
    }
    match first_account(ctx, Cloud::Huaweicloud) {
        Some(account) => MockResponse::json(200, &credential_body(&issue(ctx, account, KEY_LIFETIME_SECS))),
        None => error(401, "Please configure Cloud Service Agency first"),
    }
}

fn error(status: u16, message: &str) -> MockResponse {
    MockResponse::json(status, &json!({ "message": message }))
}
