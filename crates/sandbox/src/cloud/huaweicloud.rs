//! Huawei Cloud ModelArts DevServer, since 2026 called Lite Server.
//!
//! <https://support.huaweicloud.com/intl/en-us/api-modelarts/StopDevServer.html>

use serde_json::{Value, json};
use tingji_core::Secret;
use tingji_signing_core::{Huaweicloud, Problem};

use super::Cloud;
use crate::answer::{Answer, Call, Denied, Fault};
use crate::clock::Now;
use crate::scenario::Account;
use crate::wire::Bad;
use crate::world::Machine;

type Reply = Result<Value, Fault>;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let request_id = uuid::Uuid::new_v4().simple().to_string();
    let answer = match act(call) {
        Ok(body) => Answer::json(200, &body),
        Err(fault) => {
            let body =
                json!({ "error_code": fault.code, "error_msg": fault.message, "request_id": request_id });
            Answer::json(fault.status, &body)
        }
    };
    answer.header("x-request-id", request_id)
}

/// What a request asks for.
enum Operation {
    Stop(String),
    Show(String),
    List,
    ListAll,
}

impl Operation {
    /// The project in the path, and what is asked of it; `None` for what the gateway does not have.
    fn of(call: &Call<'_>) -> Option<(String, Self)> {
        let segments = call.wire.segments();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        let ["v1", project, "dev-servers", rest @ ..] = &segments[..] else { return None };
        let operation = match (call.wire.method.as_str(), rest) {
            ("GET", []) => Self::List,
            ("GET", ["all"]) => Self::ListAll,
            ("GET", [id]) => Self::Show((*id).to_owned()),
            ("PUT", [id, "stop"]) => Self::Stop((*id).to_owned()),
            _ => return None,
        };
        Some(((*project).to_owned(), operation))
    }

    /// The vendor's name.
    fn name(&self) -> &'static str {
        match self {
            Self::Stop(_) => "StopDevServer",
            Self::Show(_) => "ShowDevServer",
            Self::List => "ListDevServers",
            Self::ListAll => "ListAllDevServers",
        }
    }
}

fn act(call: &mut Call<'_>) -> Reply {
    let asked = Operation::of(call);
    if let Some((_, operation)) = &asked {
        call.seen.action(operation.name());
    }
    if let Some((_, Operation::Stop(id) | Operation::Show(id))) = &asked {
        call.seen.ids = vec![id.clone()];
    }
    let account = authenticate(call)?;
    let no_api = || {
        Fault::new(404, "APIGW.0101", "The API does not exist or has not been published in the environment")
    };
    let (project, operation) = asked.ok_or_else(no_api)?;
    if account.project_id.as_deref() != Some(&project) {
        let message = "The project ID in the URL does not match the project of the token or key.";
        return Err(Fault::new(403, "ModelArts.0210", message));
    }
    match operation {
        Operation::Stop(id) => stop(call, &project, &id),
        Operation::Show(id) => show(call, &project, &id),
        Operation::List => list(call, &project),
        Operation::ListAll => Ok(list_all(call, &project)),
    }
}

/// A token in place of a signature, or a signature of either algorithm.
fn authenticate(call: &Call<'_>) -> Result<Account, Fault> {
    if let Some(given) = call.wire.header("x-auth-token") {
        let given = Secret::new(given);
        let mut accounts = call.world.accounts.iter().filter(|account| account.cloud == Cloud::Huaweicloud);
        let found = accounts.find(|account| account.token.as_ref() == Some(&given));
        return found.cloned().ok_or_else(|| Fault::new(401, "APIGW.0307", "The token must be updated."));
    }
    call.authenticate(&Huaweicloud::new(), &[Cloud::Huaweicloud])
        .map_err(|denied| unauthorized(&denied, call.now))
}

/// The gateway tells what it saw: the canonical request with `|` for newlines, or both times.
fn unauthorized(denied: &Denied, now: Now) -> Fault {
    let why = match denied.problem {
        Problem::Unsigned => "x-auth-token not found".to_owned(),
        Problem::Malformed(part) => format!("the authorization can't be read, {part}"),
        Problem::UnknownKey => "verify aksk signature fail, the access key does not exist".to_owned(),
        Problem::MissingToken | Problem::WrongToken => {
            "verify aksk signature fail, the security token is not valid".to_owned()
        }
        Problem::Expired(time) | Problem::Skewed(time) => {
            let (time, now) = (time.iso_basic(), now.wall().iso_basic());
            format!(
                "calc aksk signature fail:signature expired, signature time:{},server time:{}",
                &*time, &*now
            )
        }
        _ => format!("verify aksk signature fail, canonicalRequest:{}", denied.canonical.replace('\n', "|")),
    };
    Fault::new(401, "APIGW.0301", format!("Incorrect IAM authentication information: {why}"))
}

fn find(call: &Call<'_>, project: &str, id: &str) -> Result<usize, Fault> {
    let found = call
        .world
        .find(Cloud::Huaweicloud, id)
        .filter(|&at| call.world.machines[at].spec.project_id == project);
    // Not 404: this product tells nearly everything by 400.
    found.ok_or_else(|| Fault::new(400, "ModelArts.6404", format!("LiteServer instance '{id}' not found.")))
}

fn stop(call: &mut Call<'_>, project: &str, id: &str) -> Reply {
    let at = find(call, project, id)?;
    let machine = &call.world.machines[at];
    let state_allows = machine.is_running() || machine.state() == "STOP_FAILED";
    if !state_allows || machine.is_locked(call.now.world) || machine.spec.image_in_progress {
        // Guess: the code that stopping a stopped notebook has; for this product none was seen.
        let message =
            "Another operation is being performed on the instance or the instance is in the target state.";
        return Err(Fault::new(400, "ModelArts.6357", message));
    }
    call.world.stop(at, call.now.world);
    Ok(server(&call.world.machines[at]))
}

fn show(call: &mut Call<'_>, project: &str, id: &str) -> Reply {
    let at = find(call, project, id)?;
    Ok(server(call.world.look_at(at)))
}

fn places(call: &Call<'_>, project: &str) -> Vec<usize> {
    let own = call.world.of(Cloud::Huaweicloud).filter(|(_, machine)| machine.spec.project_id == project);
    own.map(|(at, _)| at).collect()
}

fn list(call: &mut Call<'_>, project: &str) -> Reply {
    let query = call.wire.query();
    let invalid = |Bad(name): Bad| Fault::new(400, "ModelArts.0104", format!("Invalid parameter: {name}."));
    let limit = query.count("limit", 10).map_err(invalid)?;
    let offset = query.count("offset", 0).map_err(invalid)?;
    if limit > 1024 {
        return Err(invalid(Bad("limit")));
    }
    let mut places = places(call, project);
    let key = |at: usize, machine: &Machine| match query.filled("sort_key") {
        Some("updateTime") => (machine.unit.changed, at),
        _ => (machine.created, at),
    };
    places.sort_by_key(|&at| key(at, &call.world.machines[at]));
    if query.filled("sort_dir") == Some("DESC") {
        places.reverse();
    }
    let total = places.len();
    let shown: Vec<_> = places.into_iter().skip(offset).take(limit).collect();
    Ok(page(call, &shown, total, offset, limit))
}

/// All servers of the tenant; this one has no pages.
fn list_all(call: &mut Call<'_>, project: &str) -> Value {
    let places = places(call, project);
    page(call, &places, places.len(), 0, places.len())
}

fn page(call: &mut Call<'_>, shown: &[usize], total: usize, offset: usize, limit: usize) -> Value {
    let data: Vec<_> = call.world.look(shown).into_iter().map(server).collect();
    let size = limit.max(1);
    json!({ "current": offset / size + 1, "pages": total.div_ceil(size), "size": data.len(), "total": total, "data": data })
}

/// All fields that either the documents or the SDK have; the two don't quite agree.
fn server(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let arch = if spec.instance_type.contains(".arm.") { "ARM" } else { "X86" };
    let kind = if spec.instance_type.contains(".bm.") { "BMS" } else { "ECS" };
    let image = json!({
        "arch": arch,
        "image_id": "c90fb553-2cdb-4b81-b56a-ef68812c6cf7",
        "name": format!("Ubuntu22.04_{arch}"),
        "server_type": kind,
        "status": "ACTIVE",
    });
    json!({
        "id": spec.id,
        "name": spec.name,
        "status": machine.state(),
        "create_at": machine.created,
        "update_at": machine.unit.changed,
        "charging_mode": spec.charge_type,
        "flavor": spec.instance_type,
        "category": "SERVER",
        "key_pair_name": "sandbox",
        "order_id": if machine.is_prepaid() { json!("CS2611210000SANDBOX") } else { Value::Null },
        "vpc_id": "3f1c1f0e-7a5d-4c3b-9b2a-0d1e2f3a4b5c",
        "subnet_id": "4a2d2e1f-8b6e-4d4c-8c3b-1e2f3a4b5c6d",
        // The id of the machine behind it. Asking for the server by this one does not find it.
        "cloud_server": { "id": cloud_server_id(&spec.id), "type": kind, "hps_id": null, "hps_ecs_id": null },
        "endpoints": [{ "dev_service": "SSH", "service": "SSH", "uri": "ssh://192.168.0.2:22", "allowed_access_ips": [], "key_pair_names": ["sandbox"] }],
        "endpoints_response": [],
        "volumes": [{ "size": 100, "type": "ROOT", "evs_type": "GPSSD", "evs_id": "5b3e3f20-9c7f-4e5d-8d4c-2f3a4b5c6d7e" }],
        "image": image,
        "server_image_response": image,
        "server_hps": null,
    })
}

fn cloud_server_id(id: &str) -> String {
    format!("c10d5e4f{}", id.get(8..).unwrap_or_default())
}
