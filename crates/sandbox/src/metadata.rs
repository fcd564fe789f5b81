//! The metadata services of Volcengine's and Huawei's machines, under their real paths.
//!
//! Guess: keys of a metadata service hold for an hour.

use serde_json::{Value, json};

use crate::answer::{Answer, Call};
use crate::cloud::Cloud;
use crate::issued::{Told, first_account, issue};

const HOUR: i64 = 3600;
/// The one role of the sandbox's machines.
const ROLE: &str = "sandbox-role";
/// What both services want to see before they tell anything.
const TOKEN: &str = "sandbox-metadata-token";

/// `None` for what is no request to a metadata service.
pub(crate) fn answer(call: &mut Call<'_>) -> Option<Answer> {
    let segments = call.wire.segments();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    let (get, put) = (call.wire.method == "GET", call.wire.method == "PUT");
    match segments[..] {
        ["latest", "api", "token"] if put => Some(token(call, "x-volc-ecs-metadata-token-ttl-seconds")),
        ["meta-data", "latest", "api", "token"] if put => Some(token(call, "x-metadata-token-ttl-seconds")),
        ["volcstack", "latest", "iam", "security_credentials"] if get => Some(roles(call)),
        ["volcstack", "latest", "iam", "security_credentials", role] if get => Some(of_role(call, role)),
        ["openstack", "latest", "securitykey"] if get => Some(security_key(call)),
        _ => None,
    }
}

fn token(call: &mut Call<'_>, header: &str) -> Answer {
    call.seen.action = "MetadataToken".to_owned();
    let seconds = call.wire.header(header).and_then(|text| text.parse::<u32>().ok());
    match seconds {
        Some(1..=21600) => Answer::text(200, TOKEN.to_owned()),
        _ => refused(400, "the token's time to live is missing or wrong"),
    }
}

fn roles(call: &mut Call<'_>) -> Answer {
    call.seen.action = "MetadataRoles".to_owned();
    match has_token(call, "x-volc-ecs-metadata-token") {
        true => Answer::json(200, &json!([ROLE])),
        false => refused(401, "the token is missing or wrong"),
    }
}

fn of_role(call: &mut Call<'_>, role: &str) -> Answer {
    call.seen.action = "MetadataCredentials".to_owned();
    if !has_token(call, "x-volc-ecs-metadata-token") {
        return refused(401, "the token is missing or wrong");
    }
    let account = first_account(call, Cloud::Volcengine).filter(|_| role == ROLE);
    let Some(account) = account else { return refused(404, "there is no such role") };
    let Told { key, secret, token, now, end } = issue(call, account, HOUR);
    let body = json!({
        "AccessKeyId": key,
        "SecretAccessKey": secret,
        "SessionToken": token,
        "CurrentTime": now.to_string(),
        "ExpiredTime": end.to_string(),
    });
    Answer::json(200, &body)
}

fn security_key(call: &mut Call<'_>) -> Answer {
    call.seen.action = "SecurityKey".to_owned();
    if !has_token(call, "x-metadata-token") {
        return refused(401, "Unauthorized");
    }
    match first_account(call, Cloud::Huaweicloud) {
        Some(account) => Answer::json(200, &huawei_keys(&issue(call, account, HOUR))),
        None => refused(401, "Please configure Cloud Service Agency first"),
    }
}

/// As IAM and the metadata service tell of keys.
pub(crate) fn huawei_keys(told: &Told) -> Value {
    let end = told.end.to_string().replace('Z', ".000000Z");
    json!({
        "credential": {
            "access": told.key,
            "secret": told.secret,
            "securitytoken": told.token,
            "expires_at": end,
        },
    })
}

fn has_token(call: &Call<'_>, header: &str) -> bool {
    call.wire.header(header) == Some(TOKEN)
}

fn refused(status: u16, message: &str) -> Answer {
    Answer::json(status, &json!({ "message": message }))
}
