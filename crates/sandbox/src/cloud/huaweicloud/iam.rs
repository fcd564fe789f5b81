//! As much of IAM as ModelArts needs: tokens of a password, and the projects of an account.
//!
//! <https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html>
//!
//! The sandbox knows no users: an access key is taken for a user's name, its secret for the password.

use serde_json::{Value, json};
use tingji_core::{Secret, UnixTime};

use super::{auth, refusal};
use crate::answer::{Answer, Call};
use crate::clock::Now;
use crate::cloud::Cloud;
use crate::scenario::Account;

/// How long a token holds, in milliseconds.
const DAY: i64 = 24 * 3600 * 1000;

/// What the addresses in answers begin with, wherever the sandbox listens.
const BASE: &str = "https://iam.cn-north-4.myhuaweicloud.com/v3/projects";

/// A token that was made of a password.
#[derive(Debug)]
pub(crate) struct IssuedToken {
    pub(super) text: Secret,
    pub(super) access_key: String,
    /// In the time that tests can advance.
    until: i64,
}

impl IssuedToken {
    pub(super) fn holds(&self, now: Now) -> bool {
        now.world < self.until
    }
}

/// `None` for what is not IAM's.
pub(super) fn answer(call: &mut Call<'_>, request_id: &str) -> Option<Answer> {
    let segments = call.wire.segments();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    match (call.wire.method.as_str(), &segments[..]) {
        ("POST", ["v3", "auth", "tokens"]) => Some(create_token(call)),
        ("GET", ["v3", "projects"]) => Some(list_projects(call, request_id)),
        _ => None,
    }
}

pub(super) fn refused(code: u16, title: &str, message: &str) -> Answer {
    // Here the code is a number.
    Answer::json(code, &json!({ "error": { "code": code, "message": message, "title": title } }))
}

fn create_token(call: &mut Call<'_>) -> Answer {
    let Ok(body) = serde_json::from_slice::<Value>(&call.wire.body) else {
        return refused(400, "Bad Request", "The request body is invalid");
    };
    let identity = &body["auth"]["identity"];
    if identity["methods"] != json!(["password"]) {
        return refused(400, "Bad Request", "Invalid methods: only password is known here");
    }
    let Some(account) = account_of(call, &identity["password"]["user"]) else {
        return refused(401, "Unauthorized", "The username or password is wrong.");
    };
    let scope = &body["auth"]["scope"];
    let Some(project) = project_of(&account, scope) else {
        return refused(401, "Unauthorized", "The request you have made requires authentication.");
    };
    let text = issue(call, &account);
    let token = token(call, &account, &project);
    Answer::json(201, &json!({ "token": token })).header("x-subject-token", text)
}

fn account_of(call: &Call<'_>, user: &Value) -> Option<Account> {
    let (name, password) = (user["name"].as_str()?, Secret::new(user["password"].as_str()?));
    user["domain"]["name"].as_str().filter(|domain| !domain.is_empty())?;
    let mut accounts = call.world.accounts.iter().filter(|account| account.cloud == Cloud::Huaweicloud);
    accounts.find(|a| a.access_key() == name && *a.credential().secret_key() == password).cloned()
}

/// The project that a token is for, as IAM tells it.
fn project_of(account: &Account, scope: &Value) -> Option<Value> {
    let project = &scope["project"];
    match (project["id"].as_str(), project["name"].as_str()) {
        (Some(id), _) if account.project_id.as_deref() == Some(id) => Some(json!({
            "id": id, "name": Cloud::Huaweicloud.words().region, "domain": domain(account),
        })),
        (None, Some(name)) if is_region(name) => {
            Some(json!({ "id": account.project_id, "name": name, "domain": domain(account) }))
        }
        _ => None,
    }
}

/// Guess: an account has its project in every region, since a loopback port belongs to none.
fn is_region(name: &str) -> bool {
    name.contains('-') && name.ends_with(|c: char| c.is_ascii_digit())
}

fn domain(account: &Account) -> Value {
    json!({ "id": "d78cbac186b744899480f25bd02d0001", "name": format!("{}-account", account.access_key()) })
}

/// One more token; those before go on to hold.
pub(super) fn issue(call: &mut Call<'_>, account: &Account) -> String {
    let text = format!("MIISandbox{}", call.world.ids.digits());
    call.world.tokens.push(IssuedToken {
        text: Secret::new(text.as_str()),
        access_key: account.access_key().to_owned(),
        until: call.now.world.saturating_add(DAY),
    });
    text
}

fn token(call: &Call<'_>, account: &Account, project: &Value) -> Value {
    let time = |millis: i64| {
        let text = UnixTime::from_seconds(millis.div_euclid(1000)).iso_extended().to_string();
        text.replace('Z', ".000000Z")
    };
    let mut token = json!({
        "expires_at": time(call.now.wall + DAY),
        "issued_at": time(call.now.wall),
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
    if call.wire.query().filled("nocatalog").is_none() {
        token["catalog"] = json!([{ "type": "iam", "name": "iam", "endpoints": [] }]);
    }
    token
}

fn list_projects(call: &mut Call<'_>, request_id: &str) -> Answer {
    let account = match auth::authenticate(call) {
        Ok(account) => account,
        Err(fault) => return refusal(&fault, request_id),
    };
    let query = call.wire.query();
    let name = query.filled("name").unwrap_or(Cloud::Huaweicloud.words().region);
    let id = account.project_id.as_deref().filter(|_| is_region(name));
    let projects: Vec<_> = id.into_iter().map(|id| project(&account, id, name)).collect();
    let this = format!("{BASE}?{}", call.wire.query);
    Answer::json(
        200,
        &json!({ "links": { "self": this, "previous": null, "next": null }, "projects": projects }),
    )
}

fn project(account: &Account, id: &str, name: &str) -> Value {
    let domain = domain(account);
    json!({
        "id": id,
        "name": name,
        "description": "",
        "domain_id": domain["id"],
        "parent_id": domain["id"],
        "enabled": true,
        "is_domain": false,
        "links": { "self": format!("{BASE}/{id}") },
    })
}
