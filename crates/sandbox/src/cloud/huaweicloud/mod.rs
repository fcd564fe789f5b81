//! Huawei Cloud ModelArts DevServer, since 2026 called Lite Server, and as much of IAM as it needs.
//!
//! <https://support.huaweicloud.com/intl/en-us/api-modelarts/StopDevServer.html>

mod auth;
mod catalogue;
mod create;
mod iam;
mod list;
mod power;
mod server;
mod sts;
mod supernode;
mod system;
mod task;

pub(crate) use iam::IssuedToken;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::{Answer, Call, Fault};
use crate::cloud::Cloud;
use crate::journal::Seen;
use crate::wire::{Bad, Wire};

type Reply = Result<Value, Fault>;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    if let Some(answer) = crate::metadata::answer(call) {
        return answer;
    }
    let request_id = call.world.ids.digits();
    let of_iam = sts::answer(call, &request_id);
    if let Some(answer) = of_iam.or_else(|| iam::answer(call, &request_id)) {
        return answer.header("x-iam-trace-id", request_id);
    }
    let answer = match act(call, &request_id) {
        Ok(body) => Answer::json(200, &body),
        Err(fault) => refusal(&fault, &request_id),
    };
    answer.header("x-request-id", request_id)
}

pub(super) fn refuse(fault: &Fault, id: Uuid) -> Answer {
    let request_id = id.simple().to_string();
    refusal(fault, &request_id).header("x-request-id", request_id)
}

pub(super) fn identify(wire: &Wire) -> Seen {
    let segments = wire.segments();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    let (action, id) = match (wire.method.as_str(), &segments[..]) {
        ("POST", ["v3", "auth", "tokens"]) => ("CreateToken", ""),
        ("GET", ["v3", "projects"]) => ("KeystoneListProjects", ""),
        (method, ["v1", _, "dev-servers", rest @ ..]) => {
            route(method, rest).map(|(name, _, id, _)| (name, id)).unwrap_or_default()
        }
        _ => ("", ""),
    };
    let ids = match (action, id) {
        ("BatchDevServersAction", _) => batch_ids(wire),
        (_, "") => Vec::new(),
        (_, id) => vec![id.to_owned()],
    };
    Seen::new(Cloud::Huaweicloud, action, ids)
}

fn batch_ids(wire: &Wire) -> Vec<String> {
    let body: Value = serde_json::from_slice(&wire.body).unwrap_or_default();
    let servers = body["servers"].as_array().into_iter().flatten();
    servers.filter_map(|server| server["id"].as_str()).map(str::to_owned).collect()
}

fn refusal(fault: &Fault, request_id: &str) -> Answer {
    let body = json!({ "error_code": fault.code, "error_msg": fault.message, "request_id": request_id });
    Answer::json(fault.status, &body)
}

/// What a request is about.
struct Asked {
    project: String,
    /// Of a server, a supernode or an image; empty where there is none.
    id: String,
    /// Of an operation on it.
    operation_id: String,
    request_id: String,
}

type Handler = fn(&mut Call<'_>, &Asked) -> Reply;

/// The vendor's name of an operation and what does it, with the ids in the path; `None` for what the
/// gateway does not have.
fn route<'a>(method: &str, rest: &[&'a str]) -> Option<(&'static str, Handler, &'a str, &'a str)> {
    let (name, handler): (_, Handler) = match (method, rest) {
        ("POST", []) => ("CreateDevServer", create::create),
        ("GET", []) => ("ListDevServers", list::own),
        ("GET", ["all"]) => ("ListAllDevServers", list::all),
        ("PUT", ["sync"]) => ("SyncDevServers", list::own),
        ("POST", ["action"]) => ("BatchDevServersAction", system::batch),
        ("GET", ["flavors"]) => ("ListDevServerFlavors", catalogue::flavors),
        ("GET", ["images"]) => ("ListDevServerImages", catalogue::images),
        ("GET", ["hyperinstance"]) => ("ListHyperinstances", supernode::own),
        ("GET", ["hyperinstance", "all"]) => ("ListAllHyperinstances", supernode::all),
        (method, ["images" | "hyperinstance", id, more @ ..]) => {
            return route_of_other(method, rest[0], more).map(|(name, handler)| (name, handler, *id, ""));
        }
        ("GET", [id, "operation", operation_id]) => {
            return Some(("GetDevServerOperation", task::show, *id, *operation_id));
        }
        (method, [id, more @ ..]) => {
            return route_of_server(method, more).map(|(name, handler)| (name, handler, *id, ""));
        }
        _ => return None,
    };
    Some((name, handler, "", ""))
}

fn route_of_other(method: &str, kind: &str, more: &[&str]) -> Option<(&'static str, Handler)> {
    Some(match (method, kind, more) {
        ("GET", "images", []) => ("GetDevServerImage", catalogue::image),
        ("GET", "hyperinstance", []) => ("GetHyperinstance", supernode::show),
        ("PUT", "hyperinstance", ["start"]) => ("StartHyperinstance", supernode::start),
        ("PUT", "hyperinstance", ["stop"]) => ("StopHyperinstance", supernode::stop),
        _ => return None,
    })
}

fn route_of_server(method: &str, more: &[&str]) -> Option<(&'static str, Handler)> {
    Some(match (method, more) {
        ("GET", []) => ("ShowDevServer", list::show),
        ("PUT", []) => ("UpdateDevServer", system::rename),
        ("DELETE", []) => ("DeleteDevServer", power::delete),
        ("PUT", ["start"]) => ("StartDevServer", power::start),
        ("PUT", ["stop"]) => ("StopDevServer", power::stop),
        ("PUT", ["reboot"]) => ("RebootDevServer", power::reboot),
        ("POST", ["changeos"]) => ("ChangeDevServerOS", system::change),
        ("POST", ["reinstallos"]) => ("ReinstallDevServerOS", system::reinstall),
        _ => return None,
    })
}

fn act(call: &mut Call<'_>, request_id: &str) -> Reply {
    let segments = call.wire.segments();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    let found = match &segments[..] {
        ["v1", project, "dev-servers", rest @ ..] => {
            route(&call.wire.method, rest).map(|route| (*project, route))
        }
        _ => None,
    };
    let account = auth::authenticate(call)?;
    let (project, (_, handler, id, operation_id)) = found.ok_or_else(no_api)?;
    if account.project_id.as_deref() != Some(project) {
        let message = "The project ID in the URL does not match the project of the token or key.";
        return Err(Fault::new(403, "ModelArts.0210", message));
    }
    let (project, request_id) = (project.to_owned(), request_id.to_owned());
    let (id, operation_id) = (id.to_owned(), operation_id.to_owned());
    handler(call, &Asked { project, id, operation_id, request_id })
}

fn no_api() -> Fault {
    Fault::new(404, "APIGW.0101", "The API does not exist or has not been published in the environment")
}

/// The body, which must be an object.
fn object(call: &Call<'_>) -> Result<serde_json::Map<String, Value>, Fault> {
    // Guess: the code for a payload that is none.
    let invalid = || Fault::new(400, "ModelArts.6400", "Invalid payload.");
    serde_json::from_slice(&call.wire.body).map_err(|_| invalid())
}

fn invalid(Bad(name): Bad) -> Fault {
    Fault::new(400, "ModelArts.0104", format!("Invalid parameter: {name}."))
}

/// Guess: the code that acting on a notebook in the wrong state has; for this product none was seen.
fn busy() -> Fault {
    let message =
        "Another operation is being performed on the instance or the instance is in the target state.";
    Fault::new(400, "ModelArts.6357", message)
}
