//! The interface for those who test: faults, states, requests, time. JSON, on the same loopback port.

use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::cloud::Cloud;
use crate::clouds::Clouds;
use crate::fault::Fault;

use crate::wire::Wire;
use crate::world::{Machine, World};

/// What its paths begin with; no cloud's do.
pub(crate) const SEGMENT: &str = "_sandbox";

/// An answer's body, or why the request can't be understood.
type Reply = Result<Value, String>;

/// `None` for what is meant for a cloud.
pub(crate) fn answer(clouds: &Clouds, wire: &Wire) -> Option<Answer> {
    let segments = wire.segments();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    let [SEGMENT, rest @ ..] = &segments[..] else { return None };
    let reply = match (wire.method.as_str(), rest) {
        ("GET", []) => Ok(json!({ "paths": PATHS })),
        ("GET", ["faults"]) => Ok(faults(&clouds.world())),
        ("POST" | "PUT", ["faults"]) => set_faults(clouds, wire),
        ("DELETE", ["faults"]) => {
            clouds.world().faults.clear();
            Ok(faults(&clouds.world()))
        }
        ("GET", ["state"]) => Ok(state(clouds)),
        ("GET", ["requests"]) => Ok(requests(&clouds.world())),
        ("POST", ["advance"]) => advance(clouds, wire),
        (_, ["followed"]) => Ok(follow(clouds)),
        (_, [] | ["faults" | "state" | "requests" | "advance"]) => {
            return Some(refusal(405, "not this method here"));
        }
        _ => return Some(refusal(404, "the sandbox has no such path; GET /_sandbox lists them")),
    };
    Some(reply.map_or_else(|why| refusal(400, &why), |body| Answer::json(200, &body)))
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

fn refusal(status: u16, why: &str) -> Answer {
    Answer::json(status, &json!({ "message": why }))
}

fn body<T: DeserializeOwned>(wire: &Wire) -> Result<T, String> {
    serde_json::from_slice(&wire.body).map_err(|error| error.to_string())
}

/// Adds one or several by `POST`; `PUT` puts them in the place of those that are there.
fn set_faults(clouds: &Clouds, wire: &Wire) -> Reply {
    let given = match body(wire)? {
        Value::Array(given) => given,
        one => vec![one],
    };
    let mut new = Vec::new();
    for (at, fault) in given.into_iter().enumerate() {
        new.push(serde_json::from_value::<Fault>(fault).map_err(|error| format!("faults[{at}]: {error}"))?);
    }
    let mut world = clouds.world();
    if wire.method == "PUT" {
        world.faults.clear();
    }
    new.into_iter().for_each(|fault| world.faults.add(fault));
    Ok(faults(&world))
}

fn faults(world: &World) -> Value {
    #[derive(Serialize)]
    struct Shown<'a> {
        #[serde(flatten)]
        fault: &'a Fault,
        hits: u64,
    }
    let shown: Vec<_> = world.faults.hits().map(|(fault, hits)| Shown { fault, hits }).collect();
    json!({ "faults": shown })
}

/// The latest ones, and how many there were.
fn requests(world: &World) -> Value {
    json!({ "total": world.journal.total(), "requests": world.journal.all() })
}

fn state(clouds: &Clouds) -> Value {
    let world = clouds.settled();
    let now = clouds.now(&world);
    let instances: Vec<_> = world.machines.iter().map(instance).collect();
    json!({
        "now_ms": now.world,
        "cloud_clock_ms": now.wall,
        "advanced_ms": world.advanced_ms,
        "redirects_followed": world.followed,
        "instances": instances,
    })
}

fn instance(machine: &Machine) -> Value {
    let version = |(name, unit): &(String, crate::world::Unit)| json!({ "version": name, "state": unit.state, "stops": unit.stops });
    let mut shown = json!({
        "cloud": machine.spec.cloud,
        "region": machine.spec.region,
        "id": machine.spec.id,
        "state": machine.state(),
        "stops": machine.unit.stops,
        "effects": machine.effects,
    });
    if machine.spec.cloud == Cloud::Ucloud {
        shown["versions"] = machine.versions.iter().map(version).collect();
    }
    shown
}

fn advance(clouds: &Clouds, wire: &Wire) -> Reply {
    let given: Value = body(wire)?;
    let ms = given["ms"].as_u64().filter(|_| given.as_object().is_some_and(|given| given.len() == 1));
    clouds.advance(Duration::from_millis(ms.ok_or(r#"the body is {"ms": N}"#)?));
    Ok(json!({ "advanced_ms": clouds.world().advanced_ms }))
}

/// Where redirects lead.
fn follow(clouds: &Clouds) -> Value {
    clouds.world().followed += 1;
    json!({ "message": "the redirect was followed" })
}
