//! Baidu AI Cloud BCC: instances as resources, actions as query keys.
//!
//! <https://cloud.baidu.com/doc/BCC/s/Tjwvyobwq> (stop) and <https://cloud.baidu.com/doc/BCC/s/Xjwvyodmx> (list)

mod catalogue;
mod power;
mod read;
mod release;

use serde_json::{Map, Value, json};
use tingji_signing_core::{Bce, VerifyError};
use uuid::Uuid;

use super::Cloud;
use crate::answer::{Answer, Call, Denied, Fault};
use crate::journal::Seen;
use crate::wire::{Bad, Params, Wire};
use crate::world::Machine;
use power::Action;
use release::Form;

/// The most ids that one call names.
const MAX_IDS: usize = 100;

impl From<Denied> for Fault {
    fn from(denied: Denied) -> Self {
        match denied.problem {
            VerifyError::MissingSignature => Self::new(403, "AccessDenied", "Access denied."),
            VerifyError::Malformed(part) => Self::new(
                400,
                "InvalidHTTPAuthHeader",
                format!("The HTTP authorization header is invalid: {part}."),
            ),
            VerifyError::UnknownAccessKey => {
                Self::new(403, "InvalidAccessKeyId", "The access key ID you provided does not exist.")
            }
            VerifyError::Expired(_) | VerifyError::ClockSkew(_) => Self::new(
                400,
                "RequestExpired",
                "Request has expired. Timestamp date is too far from the server's.",
            ),
            // The vendor's page on failed signatures names a missing session token among the causes.
            _ => Self::new(
                400,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided.",
            ),
        }
    }
}

impl From<Bad> for Fault {
    fn from(Bad(name): Bad) -> Self {
        bad_request(&format!("The parameter {name} is invalid."))
    }
}

fn bad_request(message: &str) -> Fault {
    Fault::new(400, "BadRequest", message)
}

/// A body, or none: a stop is answered with an empty one.
type Reply = Result<Option<Value>, Fault>;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let id = call.world.ids.next();
    let request_id = id.to_string();
    let answer = match act(call, &request_id) {
        Ok(Some(body)) => Answer::json(200, &body),
        Ok(None) => Answer::text(200, String::new()),
        Err(fault) => return refuse(&fault, id),
    };
    answer.header("x-bce-request-id", request_id)
}

pub(super) fn refuse(fault: &Fault, id: Uuid) -> Answer {
    let request_id = id.to_string();
    let body = json!({ "requestId": request_id, "code": fault.code, "message": fault.message });
    Answer::json(fault.status, &body).header("x-bce-request-id", request_id)
}

pub(super) fn identify(wire: &Wire) -> Seen {
    let query = wire.query();
    let Ok(operation) = Operation::of(wire, &query) else { return Seen::new(Cloud::Bce, "", Vec::new()) };
    let ids = match &operation {
        Operation::List | Operation::ListNoCharge => query
            .filled("instanceIds")
            .into_iter()
            .flat_map(|ids| ids.split(','))
            .map(str::to_owned)
            .collect(),
        operation => operation.id().map_or_else(|| named(wire), |id| vec![id.clone()]),
    };
    Seen::new(Cloud::Bce, operation.name(), ids)
}

/// The ids in the body, whatever else is wrong with it.
fn named(wire: &Wire) -> Vec<String> {
    let body: Value = serde_json::from_slice(&wire.body).unwrap_or_default();
    let many = body["instanceIds"].as_array().into_iter().flatten();
    many.chain(body.get("instanceId")).filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What a request asks for.
enum Operation {
    One(Action, String),
    Many(Action),
    Get(String),
    List,
    ListById,
    ListNoCharge,
    Release(Form, String),
    ReleaseMany,
    ReleasePrepaid,
    AutoRelease(String),
    Protect(String),
    Flavors,
    Zones,
    Regions,
}

impl Operation {
    fn of(wire: &Wire, query: &Params) -> Result<Self, Fault> {
        let segments = wire.segments();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        let method = wire.method.as_str();
        let found = match segments[..] {
            // The newest SDKs say v2, the one for Node v1; both mean the same.
            ["v1" | "v2", "instance", ref rest @ ..] => Self::of_instances(method, rest, query),
            ["v1" | "v2", "zone"] => (method == "GET").then_some(Self::Zones),
            ["v1" | "v2", "region", "describeRegions"] => (method == "POST").then_some(Self::Regions),
            [_, "instance" | "zone" | "region", ..] => {
                return Err(Fault::new(404, "InvalidVersion", "The API version specified was invalid."));
            }
            _ => return Err(Fault::new(400, "InvalidURI", "Could not parse the specified URI.")),
        };
        found.ok_or_else(|| {
            Fault::new(400, "InvalidHTTPRequest", "The sandbox does not know this operation of instances.")
        })
    }

    fn of_instances(method: &str, rest: &[&str], query: &Params) -> Option<Self> {
        Some(match (method, rest) {
            ("GET", []) => Self::List,
            ("GET", ["noCharge"]) => Self::ListNoCharge,
            ("GET", ["flavorSpec"]) => Self::Flavors,
            ("GET", [id]) => Self::Get((*id).to_owned()),
            ("POST", ["listByInstanceId"]) => Self::ListById,
            ("POST", ["batchDelete"]) => Self::ReleaseMany,
            ("POST", ["delete"]) => Self::ReleasePrepaid,
            ("POST", [id]) => Self::Release(Form::Post, (*id).to_owned()),
            ("DELETE", [id]) => Self::Release(Form::Delete, (*id).to_owned()),
            ("PUT", ["batchAction"]) => Self::Many(Action::of(query)?),
            ("PUT", [id, "deletionProtection"]) => Self::Protect((*id).to_owned()),
            ("PUT", [id]) if query.get("autorelease").is_some() => Self::AutoRelease((*id).to_owned()),
            ("PUT", [id]) => Self::One(Action::of(query)?, (*id).to_owned()),
            _ => return None,
        })
    }

    /// The vendor's name.
    fn name(&self) -> &'static str {
        match self {
            Self::One(action, _) => action.name(),
            Self::Many(action) => action.batch_name(),
            Self::Get(_) => "GetInstance",
            Self::List => "ListInstances",
            Self::ListById => "ListInstanceByIds",
            Self::ListNoCharge => "GetInstanceNoChargeList",
            Self::Release(Form::Delete, _) => "ReleaseInstance",
            Self::Release(Form::Post, _) => "ReleaseInstanceByPost",
            Self::ReleaseMany => "ReleaseMultipleInstanceByPost",
            Self::ReleasePrepaid => "DeletePrepayInstance",
            Self::AutoRelease(_) => "AutoReleaseInstance",
            Self::Protect(_) => "InstanceDeletionProtection",
            Self::Flavors => "ListFlavorSpec",
            Self::Zones => "ListZones",
            Self::Regions => "DescribeRegions",
        }
    }

    /// The instance that the path names.
    fn id(&self) -> Option<&String> {
        match self {
            Self::One(_, id)
            | Self::Get(id)
            | Self::Release(_, id)
            | Self::AutoRelease(id)
            | Self::Protect(id) => Some(id),
            _ => None,
        }
    }
}

fn act(call: &mut Call<'_>, request_id: &str) -> Reply {
    let query = call.wire.query();
    let operation = Operation::of(call.wire, &query);
    let account = call.authenticate(&Bce::new(), &[Cloud::Bce])?;
    match operation? {
        Operation::One(action, id) => power::one(call, action, &id, request_id),
        Operation::Many(action) => power::many(call, action, &account, &query, request_id),
        Operation::Get(id) => read::get(call, &id),
        Operation::List => read::list(call, &query),
        Operation::ListById => read::list_by_id(call, &query),
        Operation::ListNoCharge => read::list_no_charge(call, &query),
        Operation::Release(form, id) => release::one(call, form, &id),
        Operation::ReleaseMany => release::many(call, request_id),
        Operation::ReleasePrepaid => release::prepaid(call),
        Operation::AutoRelease(id) => release::at_a_time(call, &id, &query, &account),
        Operation::Protect(id) => release::protect(call, &id),
        Operation::Flavors => Ok(Some(catalogue::flavors(&query))),
        Operation::Zones => Ok(Some(catalogue::zones(call))),
        Operation::Regions => catalogue::regions(&body(call)?),
    }
}

/// The JSON object of the body. It may be missing, as the SDK for Node sends none.
fn body(call: &Call<'_>) -> Result<Map<String, Value>, Fault> {
    if call.wire.body.trim_ascii().is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_slice(&call.wire.body) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err(inappropriate("the body is no object")),
        Err(_) => Err(Fault::new(400, "MalformedJSON", "The JSON you provided was not well-formed.")),
    }
}

fn inappropriate(what: &str) -> Fault {
    Fault::new(
        400,
        "InappropriateJSON",
        format!("The JSON you provided was well-formed and valid, but not appropriate: {what}."),
    )
}

fn flag(body: &Map<String, Value>, name: &str) -> Result<bool, Fault> {
    match body.get(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(inappropriate(&format!("{name} is no boolean"))),
    }
}

fn ids(body: &Map<String, Value>) -> Result<Vec<String>, Fault> {
    let ids: Option<Vec<_>> = body
        .get("instanceIds")
        .and_then(Value::as_array)
        .and_then(|ids| ids.iter().map(|id| id.as_str().map(str::to_owned)).collect());
    match ids {
        Some(ids) if (1..=MAX_IDS).contains(&ids.len()) => Ok(ids),
        Some(_) => Err(bad_request("instanceIds must hold 1 to 100 ids.")),
        None => Err(inappropriate("instanceIds is no list of ids")),
    }
}

fn find(call: &Call<'_>, id: &str) -> Result<usize, Fault> {
    let missing =
        || Fault::new(404, "NoSuchObject", "The specified object is not found or resource do not exist.");
    call.world.find(Cloud::Bce, id).ok_or_else(missing)
}

/// Whether another operation holds it.
fn is_held(machine: &Machine, now: i64) -> bool {
    machine.is_locked(now) || machine.spec.image_in_progress
}

/// The documents name no body, the Go SDK fails without one: this suits both.
fn took_all(request_id: &str) -> Value {
    json!({ "requestId": request_id, "failedInstanceIdList": [] })
}
