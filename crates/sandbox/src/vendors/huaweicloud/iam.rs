//! IAM: tokens for a user and password, and the projects of an account.
//!
//! <https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html>
//!
//! The sandbox has no users: the access key is the user's name, and the secret key is the password. Any name is
//! accepted for the account.

use serde_json::{Value, json};
use tingji_core::Secret;

use super::{auth, error};
use crate::clock::unix_time;
use crate::cloud::Cloud;
use crate::http::response::MockResponse;
use crate::scenario::account::SandboxAccount;
use crate::state::issued_credentials::IssuedToken;
use crate::vendors::call::RequestContext;

const TOKEN_LIFETIME_MS: i64 = 24 * 3600 * 1000;

/// Base of the links in responses, which do not depend on the sandbox's address.
const PROJECTS_URL: &str = "https://iam.cn-north-4.myhuaweicloud.com/v3/projects";

/// Answers a request to IAM; `None` for any other path or method.
pub(super) fn try_handle(ctx: &mut RequestContext<'_>, request_id: &str) -> Option<MockResponse> {
    let segments = ctx.request.path_segments();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    match (ctx.request.method.as_str(), &segments[..]) {
        ("POST", ["v3", "auth", "tokens"]) => Some(create_token(ctx)),
        ("GET", ["v3", "projects"]) => Some(list_projects(ctx, request_id)),
        _ => None,
    }
}

/// Builds a refusal of IAM, whose code is the status as a number.
pub(super) fn iam_error(status: u16, title: &str, message: &str) -> MockResponse {
    MockResponse::json(status, &json!({ "error": { "code": status, "message": message, "title": title } }))
}

fn create_token(ctx: &mut RequestContext<'_>) -> MockResponse {
    let Ok(body) = serde_json::from_slice::<Value>(&ctx.request.body) else {
        return iam_error(400, "Bad Request", "The request body is invalid");
    };
    let identity = &body["auth"]["identity"];
    if identity["methods"] != json!(["password"]) {
        return iam_error(400, "Bad Request", "Invalid methods: only password is known here");
    }
    let Some(account) = find_account(ctx, &identity["password"]["user"]) else {
        return iam_error(401, "Unauthorized", "The username or password is wrong.");
    };
    let Some(project) = find_project(&account, &body["auth"]["scope"]["project"]) else {
        return iam_error(401, "Unauthorized", "The request you have made requires authentication.");
    };
    let token = issue_token(ctx, &account);
    let body = json!({ "token": token_body(ctx, &account, &project) });
    MockResponse::json(201, &body).with_header("x-subject-token", token)
}

fn find_account(ctx: &RequestContext<'_>, user: &Value) -> Option<SandboxAccount> {
    let name = user["name"].as_str()?;
    let password = Secret::new(user["password"].as_str()?);
    user["domain"]["name"].as_str().filter(|domain| !domain.is_empty())?;
    let mut accounts = ctx.state.accounts.iter().filter(|account| account.cloud == Cloud::Huaweicloud);
    let found = accounts
        .find(|account| account.access_key() == name && *account.credential().secret_key() == password);
    found.cloned()
}

/// The project in a token's scope, which names it by id or by region.
fn find_project(account: &SandboxAccount, scope: &Value) -> Option<Value> {
    match (scope["id"].as_str(), scope["name"].as_str()) {
        (Some(id), _) if account.project_id.as_deref() == Some(id) => Some(json!({
            "id": id,
            "name": Cloud::Huaweicloud.defaults().region,
            "domain": domain(account),
        })),
        (None, Some(name)) if is_region(name) => {
            Some(json!({ "id": account.project_id, "name": name, "domain": domain(account) }))
        }
        _ => None,
    }
}

/// True for a text like a region. Guess: an account has its project in every region.
fn is_region(name: &str) -> bool {
    name.contains('-') && name.ends_with(|c: char| c.is_ascii_digit())
}

fn domain(account: &SandboxAccount) -> Value {
    let name = format!("{}-account", account.access_key());
    json!({ "id": "d78cbac186b744899480f25bd02d0001", "name": name })
}

/// Issues a token. Earlier tokens stay valid.
pub(super) fn issue_token(ctx: &mut RequestContext<'_>, account: &SandboxAccount) -> String {
    let text = format!("MIISandbox{}", ctx.state.ids.next_hex());
    ctx.state.issued_tokens.push(IssuedToken {
        text: Secret::new(text.as_str()),
        access_key: account.access_key().to_owned(),
        expires_at_ms: ctx.now.state_ms.saturating_add(TOKEN_LIFETIME_MS),
    });
    text
}

fn token_body(ctx: &RequestContext<'_>, account: &SandboxAccount, project: &Value) -> Value {
    let mut body = json!({
        "expires_at": with_microseconds(ctx.now.wall_ms + TOKEN_LIFETIME_MS),
        "issued_at": with_microseconds(ctx.now.wall_ms),
        "methods": ["password"],
        "project": project,
        "roles": [{ "id": "0", "name": "te_admin" }],
        "user": {
            "id": "7116d09f88fa41908676fdd4b039e95b",
            "name": account.access_key(),
            "domain": domain(account),
            "password_expires_at": "",
        },
    });
    if ctx.request.query_params().non_empty("nocatalog").is_none() {
        body["catalog"] = json!([{ "type": "iam", "name": "iam", "endpoints": [] }]);
    }
    body
}

/// Formats a time like IAM: ISO 8601 with microseconds.
fn with_microseconds(millis: i64) -> String {
    unix_time(millis).iso_extended().to_string().replace('Z', ".000000Z")
}

fn list_projects(ctx: &mut RequestContext<'_>, request_id: &str) -> MockResponse {
    let account = match auth::authenticate(ctx) {
        Ok(account) => account,
        Err(error) => return error::error_body(&error, request_id),
    };
    let query = ctx.request.query_params();
    let name = query.non_empty("name").unwrap_or(Cloud::Huaweicloud.defaults().region);
    let id = account.project_id.as_deref().filter(|_| is_region(name));
    let projects: Vec<_> = id.into_iter().map(|id| project_row(&account, id, name)).collect();
    let self_url = format!("{PROJECTS_URL}?{}", ctx.request.query);
    MockResponse::json(
        200,
        &json!({ "links": { "self": self_url, "previous": null, "next": null }, "projects": projects }),
    )
}

fn project_row(account: &SandboxAccount, id: &str, name: &str) -> Value {
    let domain = domain(account);
    json!({
        "id": id,
        "name": name,
        "description": "",
        "domain_id": domain["id"],
        "parent_id": domain["id"],
        "enabled": true,
        "is_domain": false,
        "links": { "self": format!("{PROJECTS_URL}/{id}") },
    })
}
