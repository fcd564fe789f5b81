//! UAI-Inference: changes to services and versions, clients, scale rules and metrics.

use serde_json::{Value, json};

use crate::clock::unix_time;
use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::state::machine::Machine;
use crate::vendors::call::RequestContext;
use crate::vendors::rpc::{RpcError, RpcResult, required};
use crate::vendors::ucloud::deploy::is_valid_service_name;
use crate::vendors::ucloud::service::{
    empty_result, find_service, find_version, set_version_field, wrong_state,
};

/// Handles an action of this module; `None` for any other action.
pub(super) fn try_dispatch(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    action: &str,
    params: &RequestParams,
) -> Option<RpcResult> {
    let handler = match action {
        "ModifyUAISrvName" => rename,
        "ModifyUAISrvVersionMemo" => set_memo,
        "ModifyUAISrvVersionNodeRange" => set_nodes,
        "ModifyUAISrvVersionWeight" => set_weight,
        "GetUAISrvRealTimeMetric" => get_metric,
        "GetUAISrvServiceClientList" => list_clients,
        "AuthUAISrvServiceClient" => add_client,
        "DeleteUAISrvServiceClient" => remove_client,
        "GetUAISrvScaleRule" => list_rules,
        "UpdateUAISrvScaleRuleParams" => set_rule,
        _ => return None,
    };
    let index = match find_service(ctx, account, params) {
        Ok(index) => index,
        Err(error) => return Some(Err(error)),
    };
    let machine =
        if action.starts_with("Get") { ctx.state.machines.get_mut(index) } else { ctx.state.modify(index) };
    Some(handler(machine, params))
}

fn rename(machine: &mut Machine, params: &RequestParams) -> RpcResult {
    let name = required(params, "SrvName")?;
    if !is_valid_service_name(name) {
        return Err(RpcError::invalid("SrvName"));
    }
    name.clone_into(&mut machine.spec.name);
    empty_result()
}

/// Name of a version whose state allows changes.
fn modifiable_version<'p>(machine: &Machine, params: &'p RequestParams) -> Result<&'p str, RpcError> {
    let name = required(params, "SrvVersion")?;
    let (_, version) = &machine.versions[find_version(machine, name)?];
    if ["ToStart", "Started"].contains(&version.state.as_str()) {
        return Ok(name);
    }
    Err(wrong_state("version", name, version, "ToStart or Started", "changed"))
}

fn set_memo(machine: &mut Machine, params: &RequestParams) -> RpcResult {
    let name = required(params, "SrvVersion")?;
    find_version(machine, name)?;
    set_version_field(machine, name, "SrvVerMemo", json!(required(params, "SrvVerMemo")?));
    empty_result()
}

fn set_nodes(machine: &mut Machine, params: &RequestParams) -> RpcResult {
    let min = required_number(params, "NodeRangeMin")?;
    let max = required_number(params, "NodeRangeMax")?;
    let name = modifiable_version(machine, params)?;
    if min < 2 {
        return Err(RpcError::invalid("NodeRangeMin"));
    }
    if max < min {
        return Err(RpcError::invalid("NodeRangeMax"));
    }
    // The vendor's page limits this action to exclusive services. Guess: the code.
    if machine.spec.gpu.is_empty() {
        return Err(RpcError::invalid("ServiceID"));
    }
    set_version_field(machine, name, "NodeRangeMin", json!(min));
    set_version_field(machine, name, "NodeRangeMax", json!(max));
    empty_result()
}

fn set_weight(machine: &mut Machine, params: &RequestParams) -> RpcResult {
    let weight = required_number(params, "DeployWeight")?;
    let name = modifiable_version(machine, params)?;
    if !(1..=100).contains(&weight) {
        return Err(RpcError::invalid("DeployWeight"));
    }
    set_version_field(machine, name, "DeployWeight", json!(weight));
    empty_result()
}

fn required_number(params: &RequestParams, name: &'static str) -> Result<usize, RpcError> {
    required(params, name)?;
    Ok(params.unsigned(name, 0)?)
}

/// Reports 0 queries per second, because the sandbox's services receive no queries.
fn get_metric(machine: &mut Machine, params: &RequestParams) -> RpcResult {
    if let Some(version) = params.non_empty("SrvVersion") {
        find_version(machine, version)?;
    }
    Ok(json!({ "Message": "", "RealTimeMetric": { "Qps": 0 } }))
}

fn stored_clients(machine: &Machine) -> Vec<Value> {
    machine.attributes.get("Clients").and_then(Value::as_array).cloned().unwrap_or_default()
}

/// Lists the clients of a service. Guess: the shape of the list.
fn list_clients(machine: &mut Machine, _params: &RequestParams) -> RpcResult {
    let clients = stored_clients(machine);
    let set: Vec<_> = clients.iter().map(|id| json!({ "ClientID": id })).collect();
    Ok(json!({ "Message": "", "TotalCount": set.len(), "ClientSet": set }))
}

fn add_client(machine: &mut Machine, params: &RequestParams) -> RpcResult {
    let client = json!(required(params, "ClientID")?);
    let mut clients = stored_clients(machine);
    if !clients.contains(&client) {
        clients.push(client);
    }
    machine.attributes.insert("Clients".to_owned(), clients.into());
    empty_result()
}

fn remove_client(machine: &mut Machine, params: &RequestParams) -> RpcResult {
    let client = json!(required(params, "ClientID")?);
    let mut clients = stored_clients(machine);
    let index = clients.iter().position(|id| *id == client);
    clients.remove(index.ok_or_else(|| RpcError::invalid("ClientID"))?);
    machine.attributes.insert("Clients".to_owned(), clients.into());
    empty_result()
}

/// The scale rule of an exclusive service. Guess: it exists from the start and is disabled.
fn scale_rule(machine: &Machine) -> Value {
    let default = json!({
        "MetricID": 1,
        "MetricName": "AvgQps",
        "MaxNode": 2,
        "MinNode": 2,
        "UpThreshold": 100.0,
        "DownThreshold": 10.0,
        "EnableStandby": false,
        "CreateTime": unix_time(machine.created_at_ms).seconds(),
        "ModifyTime": unix_time(machine.resource.changed_at_ms).seconds(),
        "Status": "Disabled",
    });
    machine.attributes.get("ScaleRule").cloned().unwrap_or(default)
}

fn list_rules(machine: &mut Machine, _params: &RequestParams) -> RpcResult {
    let rules = if machine.spec.gpu.is_empty() { Vec::new() } else { vec![scale_rule(machine)] };
    Ok(json!({ "Message": "", "TotalCount": rules.len(), "Result": rules }))
}

fn set_rule(machine: &mut Machine, params: &RequestParams) -> RpcResult {
    let mut rule = scale_rule(machine);
    if machine.spec.gpu.is_empty() || required_number(params, "MetricID")? != 1 {
        return Err(RpcError::invalid("MetricID"));
    }
    for name in ["MaxNode", "MinNode"] {
        rule[name] = json!(required_number(params, name)?);
    }
    for name in ["UpThreshold", "DownThreshold"] {
        let value: Option<f64> = required(params, name)?.parse().ok();
        rule[name] = json!(value.ok_or_else(|| RpcError::invalid(name))?);
    }
    required(params, "EnableStandby")?;
    rule["EnableStandby"] = json!(params.boolean("EnableStandby")?);
    machine.attributes.insert("ScaleRule".to_owned(), rule);
    empty_result()
}
