//! Names and operating systems of servers, and batch actions.

use serde_json::{Map, Value};

use crate::http::params::InvalidParam;
use crate::state::machine::Machine;
use crate::vendors::call::RequestContext;
use crate::vendors::huaweicloud::error::invalid_param;
use crate::vendors::huaweicloud::page::full_list_body;
use crate::vendors::huaweicloud::power::{check_server, start_operation};
use crate::vendors::huaweicloud::power_kind::PowerKind;
use crate::vendors::huaweicloud::request::{HuaweiResult, ServerRequest, json_object, text_field};
use crate::vendors::huaweicloud::server::{find_server, find_server_by_id, server_row};
use crate::vendors::vendor_error::VendorError;

/// Changes the name of a server, in any state.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/UpdateDevServer.html>
pub(super) fn rename(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    let index = find_server(ctx, target)?;
    let body = json_object(ctx)?;
    let name = parse_name(&body)?.to_owned();
    let machine = ctx.state.modify(index);
    machine.spec.name = name;
    machine.resource.changed_at_ms = ctx.now.state_ms;
    Ok(server_row(machine))
}

/// The `name` of a body: 1 to 64 letters, digits, hyphens, underscores and dots.
pub(super) fn parse_name(body: &Map<String, Value>) -> Result<&str, VendorError> {
    let name = body.get("name").and_then(Value::as_str).unwrap_or_default();
    let is_valid = (1..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    if is_valid { Ok(name) } else { Err(invalid_param(InvalidParam("name"))) }
}

/// Checks that a body contains either a password or a key pair. A supernode accepts only a key pair.
pub(super) fn check_login(body: &Map<String, Value>, is_supernode: bool) -> Result<(), VendorError> {
    match (text_field(body, "admin_pass"), text_field(body, "key_pair_name")) {
        (None, Some(_)) => Ok(()),
        (Some(password), None) if !is_supernode && (8..=26).contains(&password.chars().count()) => Ok(()),
        _ => Err(invalid_param(InvalidParam("admin_pass"))),
    }
}

/// Installs another image on a stopped server.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ChangeDevServerOS.html>
pub(super) fn change_os(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    install_os(ctx, target, PowerKind::ChangeOs)
}

/// Installs the image of a stopped server again.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ReinstallDevServerOS.html>
pub(super) fn reinstall_os(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    install_os(ctx, target, PowerKind::ReinstallOs)
}

fn install_os(ctx: &mut RequestContext<'_>, target: &ServerRequest, kind: PowerKind) -> HuaweiResult {
    let index = find_server(ctx, target)?;
    let body = json_object(ctx)?;
    check_os(&body, kind)?;
    check_server(ctx, index, kind)?;
    set_os(ctx.state.modify(index), &body);
    start_operation(ctx, index, kind, &target.request_id);
    Ok(server_row(&ctx.state.machines[index]))
}

fn check_os(body: &Map<String, Value>, kind: PowerKind) -> Result<(), VendorError> {
    if matches!(kind, PowerKind::ChangeOs) && !body.get("image_id").is_some_and(Value::is_string) {
        return Err(invalid_param(InvalidParam("image_id")));
    }
    check_login(body, false)
}

fn set_os(machine: &mut Machine, body: &Map<String, Value>) {
    for name in ["image_id", "key_pair_name"] {
        if let Some(value) = body.get(name) {
            machine.attributes.insert(name.to_owned(), value.clone());
        }
    }
}

fn parse_batch_type(body: &Map<String, Value>) -> Result<PowerKind, VendorError> {
    match body.get("type").and_then(Value::as_str).unwrap_or_default() {
        "START" => Ok(PowerKind::Start),
        "STOP" => Ok(PowerKind::Stop),
        "REBOOT" => Ok(PowerKind::Reboot),
        "CHANGEOS" => Ok(PowerKind::ChangeOs),
        "REINSTALLOS" => Ok(PowerKind::ReinstallOs),
        "DELETE" => Ok(PowerKind::Delete),
        _ => Err(invalid_param(InvalidParam("type"))),
    }
}

/// Changes all servers of a batch. Guess: if one server refuses, none is changed.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/BatchDevServersAction.html>
pub(super) fn batch_action(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    let body = json_object(ctx)?;
    let kind = parse_batch_type(&body)?;
    let servers = body.get("servers").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let ids: Vec<_> = servers.iter().filter_map(|server| server["id"].as_str()).collect();
    if ids.is_empty() || ids.len() != servers.len() {
        return Err(invalid_param(InvalidParam("servers")));
    }
    let os = body.get("extend_param").and_then(Value::as_object);
    if matches!(kind, PowerKind::ChangeOs | PowerKind::ReinstallOs) {
        check_os(os.ok_or_else(|| invalid_param(InvalidParam("extend_param")))?, kind)?;
    }
    let mut indices = Vec::new();
    for id in ids {
        let index = find_server_by_id(ctx, &target.project_id, id)?;
        check_server(ctx, index, kind)?;
        indices.push(index);
    }
    for &index in &indices {
        if let Some(os) = os {
            set_os(ctx.state.modify(index), os);
        }
        start_operation(ctx, index, kind, &target.request_id);
    }
    let rows: Vec<_> = indices.into_iter().map(|index| server_row(&ctx.state.machines[index])).collect();
    Ok(full_list_body(&rows))
}
