//! The admin interface for tests: faults, states, requests and time, as JSON on the sandbox's port.
//!
//! The README documents its paths and fields. Requests need no signature, because the port is on loopback.

use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::faults::rule::Fault;
use crate::http::raw_request::RawRequest;
use crate::http::response::MockResponse;
use crate::state::SandboxState;
use crate::state::machine::Machine;
use crate::state::resource::Resource;
use crate::state::shared::{ADMIN_SEGMENT, SharedState};

/// The body of a response, or the reason why the request is invalid.
type AdminResult = Result<Value, String>;

/// Answers a request to the admin interface; `None` for a request to a cloud.
pub(crate) fn try_handle(shared: &SharedState, request: &RawRequest) -> Option<MockResponse> {
    let segments = request.path_segments();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    let [ADMIN_SEGMENT, rest @ ..] = &segments[..] else { return None };
    let result = match (request.method.as_str(), rest) {
        ("GET", []) => Ok(json!({ "paths": PATHS })),
        ("GET", ["faults"]) => Ok(list_faults(&shared.lock())),
        ("POST" | "PUT", ["faults"]) => set_faults(shared, request),
        ("DELETE", ["faults"]) => {
            shared.lock().faults.clear();
            Ok(list_faults(&shared.lock()))
        }
        ("GET", ["state"]) => Ok(show_state(shared)),
        ("GET", ["requests"]) => Ok(list_requests(&shared.lock())),
        ("POST", ["advance"]) => advance(shared, request),
        (_, ["followed"]) => Ok(count_redirect(shared)),
        (_, [] | ["faults" | "state" | "requests" | "advance"]) => {
            return Some(error(405, "this path does not support the method; GET /_sandbox lists both"));
        }
        _ => return Some(error(404, "the sandbox has no such path; GET /_sandbox lists them")),
    };
    Some(match result {
        Ok(body) => MockResponse::json(200, &body),
        Err(reason) => error(400, &reason),
    })
}

const PATHS: [&str; 8] = [
    "GET /_sandbox/faults",
    "POST /_sandbox/faults",
    "PUT /_sandbox/faults",
    "DELETE /_sandbox/faults",
    "GET /_sandbox/state",
    "GET /_sandbox/requests",
    "POST /_sandbox/advance",
    "GET /_sandbox",
];

fn error(status: u16, message: &str) -> MockResponse {
    MockResponse::json(status, &json!({ "message": message }))
}

fn parse_body<T: DeserializeOwned>(request: &RawRequest) -> Result<T, String> {
    serde_json::from_slice(&request.body).map_err(|error| error.to_string())
}

/// Adds one rule or a list of rules; `PUT` replaces the existing rules.
fn set_faults(shared: &SharedState, request: &RawRequest) -> AdminResult {
    let values = match parse_body(request)? {
        Value::Array(values) => values,
        single => vec![single],
    };
    let mut faults = Vec::new();
    for (index, value) in values.into_iter().enumerate() {
        let fault: Fault =
            serde_json::from_value(value).map_err(|error| format!("faults[{index}]: {error}"))?;
        faults.push(fault);
    }
    let mut state = shared.lock();
    if request.method == "PUT" {
        state.faults.clear();
    }
    for fault in faults {
        state.faults.add(fault);
    }
    Ok(list_faults(&state))
}

/// A rule with the number of requests that met it.
#[derive(Serialize)]
struct FaultStatus<'a> {
    #[serde(flatten)]
    fault: &'a Fault,
    hits: u64,
}

fn list_faults(state: &SandboxState) -> Value {
    let faults: Vec<_> = state.faults.hits().map(|(fault, hits)| FaultStatus { fault, hits }).collect();
    json!({ "faults": faults })
}

fn list_requests(state: &SandboxState) -> Value {
    json!({ "total": state.request_log.total(), "requests": state.request_log.all() })
}

fn show_state(shared: &SharedState) -> Value {
    let state = shared.lock_current();
    let now = shared.now(&state);
    let instances: Vec<_> = state.machines.iter().map(show_instance).collect();
    json!({
        "now_ms": now.state_ms,
        "cloud_clock_ms": now.wall_ms,
        "advanced_ms": state.advanced_ms,
        "redirects_followed": state.redirects_followed,
        "instances": instances,
    })
}

fn show_instance(machine: &Machine) -> Value {
    let mut instance = json!({
        "cloud": machine.spec.cloud,
        "region": machine.spec.region,
        "id": machine.spec.id,
        "state": machine.state(),
        "stops": machine.resource.stops,
        "effects": machine.effects,
    });
    if machine.spec.cloud == Cloud::Ucloud {
        instance["versions"] = machine.versions.iter().map(show_version).collect();
    }
    instance
}

fn show_version((name, version): &(String, Resource)) -> Value {
    json!({ "version": name, "state": version.state, "stops": version.stops })
}

fn advance(shared: &SharedState, request: &RawRequest) -> AdminResult {
    let body: Value = parse_body(request)?;
    let is_single_field = body.as_object().is_some_and(|fields| fields.len() == 1);
    let ms = body["ms"].as_u64().filter(|_| is_single_field);
    shared.advance(Duration::from_millis(ms.ok_or(r#"the body must be {"ms": N}"#)?));
    Ok(json!({ "advanced_ms": shared.lock().advanced_ms }))
}

/// Counts a client that followed a redirect fault to this path.
fn count_redirect(shared: &SharedState) -> Value {
    shared.lock().redirects_followed += 1;
    json!({ "message": "the redirect was followed" })
}
