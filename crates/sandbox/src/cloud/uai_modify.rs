//! UCloud UAI-Inference: what is changed on services and versions, and what is measured.

use serde_json::{Value, json};

use super::uai::{done, note, service_of, version_of, wrong_state};
use super::uai_deploy::is_service_name;
use super::ucloud::{Refusal, Reply, required};
use crate::answer::Call;
use crate::clock::second;
use crate::scenario::Account;
use crate::wire::Params;
use crate::world::Machine;

/// `None` for an action that is not among these.
pub(super) fn act(call: &mut Call<'_>, account: &Account, action: &str, params: &Params) -> Option<Reply> {
    let change = match action {
        "ModifyUAISrvName" => rename,
        "ModifyUAISrvVersionMemo" => set_memo,
        "ModifyUAISrvVersionNodeRange" => set_nodes,
        "ModifyUAISrvVersionWeight" => set_weight,
        "GetUAISrvRealTimeMetric" => metric,
        "GetUAISrvServiceClientList" => clients,
        "AuthUAISrvServiceClient" => add_client,
        "DeleteUAISrvServiceClient" => remove_client,
        "GetUAISrvScaleRule" => rules,
        "UpdateUAISrvScaleRuleParams" => set_rule,
        _ => return None,
    };
    let found = service_of(call, account, params);
    Some(found.and_then(|at| match action.starts_with("Get") {
        true => change(call.world.machines.uncounted(at), params),
        false => change(call.world.change(at), params),
    }))
}

fn rename(machine: &mut Machine, params: &Params) -> Reply {
    let name = required(params, "SrvName")?;
    if !is_service_name(name) {
        return Err(Refusal::unavailable("SrvName"));
    }
    name.clone_into(&mut machine.spec.name);
    done()
}

/// A version whose settings may be changed now.
fn settled<'p>(machine: &Machine, params: &'p Params) -> Result<&'p str, Refusal> {
    let name = required(params, "SrvVersion")?;
    let (_, unit) = &machine.versions[version_of(machine, name)?];
    if ["ToStart", "Started"].contains(&unit.state.as_str()) {
        return Ok(name);
    }
    Err(wrong_state("version", name, unit, "ToStart or Started", "changed"))
}

fn set_memo(machine: &mut Machine, params: &Params) -> Reply {
    let name = required(params, "SrvVersion")?;
    version_of(machine, name)?;
    note(machine, name, "SrvVerMemo", json!(required(params, "SrvVerMemo")?));
    done()
}

fn set_nodes(machine: &mut Machine, params: &Params) -> Reply {
    let (least, most) = (number(params, "NodeRangeMin")?, number(params, "NodeRangeMax")?);
    let name = settled(machine, params)?;
    if least < 2 {
        return Err(Refusal::unavailable("NodeRangeMin"));
    }
    if most < least {
        return Err(Refusal::unavailable("NodeRangeMax"));
    }
    // Guess: only exclusive services have nodes to set; the vendor's page says so without a code.
    if machine.spec.gpu.is_empty() {
        return Err(Refusal::unavailable("ServiceID"));
    }
    note(machine, name, "NodeRangeMin", json!(least));
    note(machine, name, "NodeRangeMax", json!(most));
    done()
}

fn set_weight(machine: &mut Machine, params: &Params) -> Reply {
    let weight = number(params, "DeployWeight")?;
    let name = settled(machine, params)?;
    if !(1..=100).contains(&weight) {
        return Err(Refusal::unavailable("DeployWeight"));
    }
    note(machine, name, "DeployWeight", json!(weight));
    done()
}

fn number(params: &Params, name: &'static str) -> Result<usize, Refusal> {
    required(params, name)?;
    Ok(params.count(name, 0)?)
}

/// Nobody asks a sandbox's services anything.
fn metric(machine: &mut Machine, params: &Params) -> Reply {
    if let Some(version) = params.filled("SrvVersion") {
        version_of(machine, version)?;
    }
    Ok(json!({ "Message": "", "RealTimeMetric": { "Qps": 0 } }))
}

fn known_clients(machine: &Machine) -> Vec<Value> {
    machine.notes.get("Clients").and_then(Value::as_array).cloned().unwrap_or_default()
}

/// Guess: the shape of the list.
fn clients(machine: &mut Machine, _params: &Params) -> Reply {
    let known = known_clients(machine);
    let set: Vec<_> = known.iter().map(|id| json!({ "ClientID": id })).collect();
    Ok(json!({ "Message": "", "TotalCount": set.len(), "ClientSet": set }))
}

fn add_client(machine: &mut Machine, params: &Params) -> Reply {
    let client = json!(required(params, "ClientID")?);
    let mut known = known_clients(machine);
    if !known.contains(&client) {
        known.push(client);
    }
    machine.notes.insert("Clients".to_owned(), known.into());
    done()
}

fn remove_client(machine: &mut Machine, params: &Params) -> Reply {
    let client = json!(required(params, "ClientID")?);
    let mut known = known_clients(machine);
    let at = known.iter().position(|id| *id == client);
    known.remove(at.ok_or_else(|| Refusal::unavailable("ClientID"))?);
    machine.notes.insert("Clients".to_owned(), known.into());
    done()
}

/// Guess: an exclusive service has one rule from the start, which is not in force.
fn rule(machine: &Machine) -> Value {
    let usual = json!({
        "MetricID": 1,
        "MetricName": "AvgQps",
        "MaxNode": 2,
        "MinNode": 2,
        "UpThreshold": 100.0,
        "DownThreshold": 10.0,
        "EnableStandby": false,
        "CreateTime": second(machine.created).seconds(),
        "ModifyTime": second(machine.unit.changed).seconds(),
        "Status": "Disabled",
    });
    machine.notes.get("ScaleRule").cloned().unwrap_or(usual)
}

fn rules(machine: &mut Machine, _params: &Params) -> Reply {
    let result = if machine.spec.gpu.is_empty() { Vec::new() } else { vec![rule(machine)] };
    Ok(json!({ "Message": "", "TotalCount": result.len(), "Result": result }))
}

fn set_rule(machine: &mut Machine, params: &Params) -> Reply {
    let mut changed = rule(machine);
    if machine.spec.gpu.is_empty() || number(params, "MetricID")? != 1 {
        return Err(Refusal::unavailable("MetricID"));
    }
    for name in ["MaxNode", "MinNode"] {
        changed[name] = json!(number(params, name)?);
    }
    for name in ["UpThreshold", "DownThreshold"] {
        let value: Option<f64> = required(params, name)?.parse().ok();
        changed[name] = json!(value.ok_or_else(|| Refusal::unavailable(name))?);
    }
    required(params, "EnableStandby")?;
    changed["EnableStandby"] = json!(params.flag("EnableStandby")?);
    machine.notes.insert("ScaleRule".to_owned(), changed);
    done()
}
