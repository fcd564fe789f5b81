//! Baidu AI Cloud BCC: instances as resources, actions as query keys.
//!
//! <https://cloud.baidu.com/doc/BCC/s/Tjwvyobwq> (stop) and <https://cloud.baidu.com/doc/BCC/s/Xjwvyodmx> (list)

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use tingji_signing_core::{Bce, Problem};

use super::Cloud;
use crate::answer::{Answer, Call, Denied, Fault};
use crate::clock::second;
use crate::scenario::Account;
use crate::wire::{Bad, Params};
use crate::world::{Known, Machine};

/// The most ids that one call names.
const MAX_IDS: usize = 100;

impl From<Denied> for Fault {
    fn from(denied: Denied) -> Self {
        match denied.problem {
            Problem::Unsigned => Self::new(403, "AccessDenied", "Access denied."),
            Problem::Malformed(part) => Self::new(
                400,
                "InvalidHTTPAuthHeader",
                format!("The HTTP authorization header is invalid: {part}."),
            ),
            Problem::UnknownKey => {
                Self::new(403, "InvalidAccessKeyId", "The access key ID you provided does not exist.")
            }
            Problem::Expired(_) | Problem::Skewed(_) => Self::new(
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
    let request_id = uuid::Uuid::new_v4().to_string();
    let answer = match act(call, &request_id) {
        Ok(Some(body)) => Answer::json(200, &body),
        Ok(None) => Answer::text(200, String::new()),
        Err(fault) => {
            let body = json!({ "requestId": request_id, "code": fault.code, "message": fault.message });
            Answer::json(fault.status, &body)
        }
    };
    answer.header("x-bce-request-id", request_id)
}

/// What a request asks for.
enum Operation {
    Stop(String),
    StopBatch,
    Get(String),
    List,
    ListById,
    ListNoCharge,
}

impl Operation {
    fn of(call: &Call<'_>, query: &Params) -> Result<Self, Fault> {
        let segments = call.wire.segments();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        // The newest SDKs say v2, the one for Node v1; both mean the same.
        let ["v1" | "v2", "instance", rest @ ..] = &segments[..] else {
            return Err(match segments[..] {
                [_, "instance", ..] => {
                    Fault::new(404, "InvalidVersion", "The API version specified was invalid.")
                }
                _ => Fault::new(400, "InvalidURI", "Could not parse the specified URI."),
            });
        };
        let stop = query.get("stop").is_some();
        Ok(match (call.wire.method.as_str(), rest) {
            ("PUT", ["batchAction"]) if stop => Self::StopBatch,
            ("PUT", [id]) if stop => Self::Stop((*id).to_owned()),
            ("GET", []) => Self::List,
            ("GET", ["noCharge"]) => Self::ListNoCharge,
            ("POST", ["listByInstanceId"]) => Self::ListById,
            ("GET", [id]) => Self::Get((*id).to_owned()),
            _ => {
                let message = "The sandbox knows stop, batch stop, get and list.";
                return Err(Fault::new(400, "InvalidHTTPRequest", message));
            }
        })
    }

    /// The vendor's name.
    fn name(&self) -> &'static str {
        match self {
            Self::Stop(_) => "StopInstance",
            Self::StopBatch => "BatchStopInstance",
            Self::Get(_) => "GetInstance",
            Self::List => "ListInstances",
            Self::ListById => "ListInstanceByIds",
            Self::ListNoCharge => "GetInstanceNoChargeList",
        }
    }
}

fn act(call: &mut Call<'_>, request_id: &str) -> Reply {
    let query = call.wire.query();
    let operation = Operation::of(call, &query);
    if let Ok(operation) = &operation {
        call.seen.action(operation.name());
    }
    if let Ok(Operation::Stop(id) | Operation::Get(id)) = &operation {
        call.seen.ids = vec![id.clone()];
    }
    let account = call.authenticate(&Bce::new(), &[Cloud::Bce])?;
    match operation? {
        Operation::Stop(id) => stop(call, &id),
        Operation::StopBatch => stop_batch(call, &account, &query, request_id),
        Operation::Get(id) => get(call, &id),
        Operation::List => list(call, &query),
        Operation::ListById => list_by_id(call, &query),
        Operation::ListNoCharge => list_no_charge(call, &query),
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

fn stop(call: &mut Call<'_>, id: &str) -> Reply {
    let body = body(call)?;
    let (_force, no_charge) = (flag(&body, "forceStop")?, flag(&body, "stopWithNoCharge")?);
    let at = find(call, id)?;
    check_stop(&call.world.machines[at], call.now.world)?;
    if no_charge {
        check_no_charge(&call.world.machines[at])?;
    }
    call.world.stop(at, call.now.world);
    Ok(None)
}

fn check_stop(machine: &Machine, now: i64) -> Result<(), Fault> {
    // Guess: what holds an instance in another operation is told as a wrong state.
    if machine.is_running() && !machine.is_locked(now) && !machine.spec.image_in_progress {
        return Ok(());
    }
    Err(Fault::new(
        409,
        "Instance.StopInstanceOperationForbidden",
        "Instance not running when shutting down.",
    ))
}

fn check_no_charge(machine: &Machine) -> Result<(), Fault> {
    let forbidden = |code, message: &str| Err(Fault::new(403, code, message));
    if machine.is_prepaid() {
        return forbidden(
            "Bcc.PrePayCannotStopWithNoCharge",
            "A prepaid instance can not be stopped with no charge.",
        );
    }
    if machine.spec.local_disk {
        return forbidden(
            "Bcc.Rocv1CannotStopWithNoCharge",
            "An instance with local disks can not be stopped with no charge.",
        );
    }
    if machine.spec.spot || !machine.can_stop_without_charge() {
        return forbidden(
            "Bcc.InstanceTypeNotSupportException",
            "The instance type does not support this operation.",
        );
    }
    Ok(())
}

fn stop_batch(call: &mut Call<'_>, account: &Account, query: &Params, request_id: &str) -> Reply {
    let body = body(call)?;
    let ids = ids(&body)?;
    call.seen.ids.clone_from(&ids);
    let (_force, _no_charge) = (flag(&body, "forceStop")?, flag(&body, "stopWithNoCharge")?);
    let (key, token) = (account.access_key(), query.filled("clientToken").unwrap_or_default());
    let fingerprint = Value::Object(body).to_string();
    // Documented for the creating calls; the Python SDK sends a token with this call as well.
    match call.world.replies.get(Cloud::Bce, key, token, &fingerprint) {
        Known::Same(_) => return Ok(Some(stopped_all(request_id))),
        Known::Other => {
            let message = "The request uses the same client token as a previous, but non-identical request.";
            return Err(Fault::new(403, "IdempotentParameterMismatch", message));
        }
        Known::New => stop_all(call, &ids)?,
    }
    if !token.is_empty() {
        call.world.replies.keep(Cloud::Bce, key, token, fingerprint, Value::Null);
    }
    Ok(Some(stopped_all(request_id)))
}

/// All of them, or none. stopWithNoCharge has an effect only if every instance allows it, and is no
/// error otherwise.
fn stop_all(call: &mut Call<'_>, ids: &[String]) -> Result<(), Fault> {
    let places = ids.iter().map(|id| find(call, id)).collect::<Result<BTreeSet<_>, _>>()?;
    places.iter().try_for_each(|&at| check_stop(&call.world.machines[at], call.now.world))?;
    places.into_iter().for_each(|at| call.world.stop(at, call.now.world));
    Ok(())
}

/// The documents name no body, the Go SDK fails without one: this suits both.
fn stopped_all(request_id: &str) -> Value {
    json!({ "requestId": request_id, "failedInstanceIdList": [] })
}

fn get(call: &mut Call<'_>, id: &str) -> Reply {
    let at = find(call, id)?;
    Ok(Some(json!({ "instance": instance(call.world.look_at(at)) })))
}

fn list(call: &mut Call<'_>, query: &Params) -> Reply {
    if query.filled("instanceNames").is_some() && query.filled("fuzzyInstanceName").is_some() {
        return Err(bad_request("instanceNames and fuzzyInstanceName exclude one another."));
    }
    let any = |name: &str, value: &str| {
        query.filled(name).is_none_or(|given| given.split(',').any(|one| one == value))
    };
    let named = |name: &str| query.filled("fuzzyInstanceName").is_none_or(|part| name.contains(part));
    page(call, query, |machine| {
        let spec = &machine.spec;
        any("instanceIds", &spec.id)
            && any("instanceNames", &spec.name)
            && any("zoneName", &spec.zone)
            && any("status", machine.state())
            && any("paymentTiming", payment_timing(machine))
            && named(&spec.name)
    })
}

/// The instances that stopWithNoCharge may be used with.
fn list_no_charge(call: &mut Call<'_>, query: &Params) -> Reply {
    let wanted =
        |id: &str| query.filled("instanceIds").is_none_or(|given| given.split(',').any(|one| one == id));
    page(call, query, |machine| wanted(&machine.spec.id) && check_no_charge(machine).is_ok())
}

fn list_by_id(call: &mut Call<'_>, query: &Params) -> Reply {
    let ids = ids(&body(call)?)?;
    call.seen.ids.clone_from(&ids);
    page(call, query, |machine| ids.contains(&machine.spec.id))
}

/// One page. The marker is the id of the first instance on it; to clients it says nothing.
fn page(call: &mut Call<'_>, query: &Params, keep: impl Fn(&Machine) -> bool) -> Reply {
    let max = query.count("maxKeys", 1000)?;
    if !(1..=1000).contains(&max) {
        return Err(Bad("maxKeys").into());
    }
    let kept: Vec<_> =
        call.world.of(Cloud::Bce).filter(|(_, machine)| keep(machine)).map(|(at, _)| at).collect();
    let id = |at: &usize| call.world.machines[*at].spec.id.clone();
    let marker = query.filled("marker").unwrap_or_default();
    let start = match marker {
        "" => 0,
        marker => kept.iter().position(|at| id(at) == marker).ok_or(Bad("marker"))?,
    };
    let shown: Vec<_> = kept.iter().copied().skip(start).take(max).collect();
    let next = kept.get(start + max).map(id);
    let instances: Vec<_> = call.world.look(&shown).into_iter().map(instance).collect();
    let mut page =
        json!({ "marker": marker, "isTruncated": next.is_some(), "maxKeys": max, "instances": instances });
    if let Some(next) = next {
        page["nextMarker"] = next.into();
    }
    Ok(Some(page))
}

fn payment_timing(machine: &Machine) -> &str {
    if machine.spec.spot { "bid" } else { &machine.spec.charge_type }
}

fn instance(machine: &Machine) -> Value {
    let spec = &machine.spec;
    json!({
        "id": spec.id,
        "name": spec.name,
        "hostname": spec.name,
        "instanceType": if spec.gpu.is_empty() { "N6" } else { "G1" },
        "spec": spec.instance_type,
        "desc": "",
        "status": machine.state(),
        "paymentTiming": payment_timing(machine),
        "createTime": second(machine.created).to_string(),
        "expireTime": if machine.is_prepaid() { second(machine.created).plus(365 * 86_400).to_string() } else { String::new() },
        "publicIp": "",
        "internalIp": "192.168.0.2",
        "cpuCount": 4,
        "memoryCapacityInGB": 16,
        "localDiskSizeInGB": if spec.local_disk { 450 } else { 0 },
        "gpuCard": spec.gpu,
        // A string, as the vendor sends it.
        "cardCount": spec.gpu_count.to_string(),
        "zoneName": spec.zone,
        "imageName": "22.04 LTS amd64 (64bit)",
        "osName": "Ubuntu",
        "autoRenew": false,
        "tags": [],
        "deletionProtection": 0,
    })
}
