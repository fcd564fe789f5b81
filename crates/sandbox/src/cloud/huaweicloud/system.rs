//! Names, systems, and the same action on many servers.

use serde_json::{Map, Value};

use super::power::{Power, check, go};
use super::server::{find, find_id, server};
use super::{Asked, Reply, invalid, list, object};
use crate::answer::{Call, Fault};
use crate::wire::Bad;
use crate::world::Machine;

pub(super) fn rename(call: &mut Call<'_>, asked: &Asked) -> Reply {
    let at = find(call, asked)?;
    let body = object(call)?;
    let name = name(&body)?.to_owned();
    let machine = call.world.change(at);
    machine.spec.name = name;
    machine.unit.changed = call.now.world;
    Ok(server(machine))
}

/// A name that the vendor's pattern allows.
pub(super) fn name(body: &Map<String, Value>) -> Result<&str, Fault> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let name = body.get("name").and_then(Value::as_str).unwrap_or_default();
    let fits = (1..=64).contains(&name.len()) && name.bytes().all(is_plain);
    if fits { Ok(name) } else { Err(invalid(Bad("name"))) }
}

/// A password or a key pair, and not both; a supernode takes only the latter.
pub(super) fn check_login(body: &Map<String, Value>, is_supernode: bool) -> Result<(), Fault> {
    let filled = |name: &str| body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    match (filled("admin_pass"), filled("key_pair_name")) {
        (None, Some(_)) => Ok(()),
        (Some(password), None) if !is_supernode && (8..=26).contains(&password.chars().count()) => Ok(()),
        _ => Err(invalid(Bad("admin_pass"))),
    }
}

pub(super) fn change(call: &mut Call<'_>, asked: &Asked) -> Reply {
    install(call, asked, Power::ChangeOs)
}

pub(super) fn reinstall(call: &mut Call<'_>, asked: &Asked) -> Reply {
    install(call, asked, Power::ReinstallOs)
}

fn install(call: &mut Call<'_>, asked: &Asked, power: Power) -> Reply {
    let at = find(call, asked)?;
    let body = object(call)?;
    check_system(&body, power)?;
    check(call, at, power)?;
    set_system(call.world.change(at), &body);
    go(call, at, power, &asked.request_id);
    Ok(server(&call.world.machines[at]))
}

fn check_system(body: &Map<String, Value>, power: Power) -> Result<(), Fault> {
    if matches!(power, Power::ChangeOs) && !body.get("image_id").is_some_and(Value::is_string) {
        return Err(invalid(Bad("image_id")));
    }
    check_login(body, false)
}

fn set_system(machine: &mut Machine, body: &Map<String, Value>) {
    for name in ["image_id", "key_pair_name"] {
        if let Some(value) = body.get(name) {
            machine.notes.insert(name.to_owned(), value.clone());
        }
    }
}

fn action(body: &Map<String, Value>) -> Result<Power, Fault> {
    match body.get("type").and_then(Value::as_str).unwrap_or_default() {
        "START" => Ok(Power::Start),
        "STOP" => Ok(Power::Stop),
        "REBOOT" => Ok(Power::Reboot),
        "CHANGEOS" => Ok(Power::ChangeOs),
        "REINSTALLOS" => Ok(Power::ReinstallOs),
        "DELETE" => Ok(Power::Delete),
        _ => Err(invalid(Bad("type"))),
    }
}

/// Guess: all or none.
pub(super) fn batch(call: &mut Call<'_>, asked: &Asked) -> Reply {
    let body = object(call)?;
    let power = action(&body)?;
    let servers = body.get("servers").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let ids: Vec<_> = servers.iter().filter_map(|server| server["id"].as_str()).collect();
    if ids.is_empty() || ids.len() != servers.len() {
        return Err(invalid(Bad("servers")));
    }
    let system = body.get("extend_param").and_then(Value::as_object);
    if matches!(power, Power::ChangeOs | Power::ReinstallOs) {
        check_system(system.ok_or_else(|| invalid(Bad("extend_param")))?, power)?;
    }
    let mut places = Vec::new();
    for id in ids {
        let at = find_id(call, &asked.project, id)?;
        check(call, at, power)?;
        places.push(at);
    }
    for &at in &places {
        if let Some(system) = system {
            set_system(call.world.change(at), system);
        }
        go(call, at, power, &asked.request_id);
    }
    let data: Vec<_> = places.into_iter().map(|at| server(&call.world.machines[at])).collect();
    Ok(list::whole(&data))
}
