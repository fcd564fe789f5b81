//! Lists of services and versions.

use serde_json::{Value, json};

use crate::clock::unix_time;
use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::state::machine::Machine;
use crate::state::resource::Resource;
use crate::vendors::call::RequestContext;
use crate::vendors::rpc::{RpcError, RpcResult, required};
use crate::vendors::ucloud::service::matching_services;

/// `Offset` and `Limit` of a list. Without a limit, or with 0, the page contains all rows.
fn parse_page(params: &RequestParams) -> Result<(usize, usize), RpcError> {
    let offset = params.unsigned("Offset", 0)?;
    let limit = params.unsigned("Limit", 0)?;
    Ok((offset, if limit == 0 { usize::MAX } else { limit }))
}

/// Lists the services that match `ServiceID`, `Region` and `Zone`.
pub(super) fn list_services(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let indices = matching_services(ctx, account, params);
    let total = indices.len();
    let (offset, limit) = parse_page(params)?;
    let page = ctx.state.page_of(indices, offset, limit);
    let services: Vec<_> = ctx.state.poll(&page).into_iter().map(service_row).collect();
    Ok(json!({ "Message": "", "TotalCount": total, "ServiceSet": services }))
}

fn service_row(machine: &Machine) -> Value {
    let spec = &machine.spec;
    // The vendor's only node with a GPU, and its largest node without.
    let (cpu, memory) = if spec.gpu.is_empty() { (8, 8) } else { (4, 16) };
    json!({
        "ServiceID": spec.id,
        "ResourceID": spec.id,
        "SrvName": spec.name,
        "SrvPaasID": "sandbox",
        "SrvURL": "sandbox.uae.service.ucloud.cn",
        "Status": machine.state(),
        "Region": spec.region,
        "Zone": spec.zone,
        "BusinessGroup": machine.attributes.get("BusinessGroup").cloned().unwrap_or(json!("Default")),
        "CPU": machine.attributes.get("CPU").cloned().unwrap_or(json!(cpu)),
        "Memory": machine.attributes.get("Memory").cloned().unwrap_or(json!(memory)),
        "BillType": spec.charge_type,
        "BillUnit": "",
        "BillUnitPrice": 0,
        "CreateTime": unix_time(machine.created_at_ms).seconds(),
        "ModifyTime": unix_time(machine.resource.changed_at_ms).seconds(),
        "SrvVerToStartCount": count_versions(machine, "ToStart"),
        "SrvVerStartedCount": count_versions(machine, "Started"),
        "SrvVerDeployingCount": count_versions(machine, "Deploying"),
        "SrvVerErrorCount": count_versions(machine, "Error"),
        "SrvVerDeletedCount": 0,
    })
}

fn count_versions(machine: &Machine, state: &str) -> usize {
    machine.versions.iter().filter(|(_, version)| version.state == state).count()
}

/// Lists the versions of a service, or the version in `SrvVersion`.
pub(super) fn list_versions(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    required(params, "ServiceID")?;
    let indices = matching_services(ctx, account, params);
    let mut rows = Vec::new();
    for machine in ctx.state.poll(&indices) {
        for (name, version) in &machine.versions {
            if params.allows("SrvVersion", name) {
                rows.push(version_row(machine, name, version));
            }
        }
    }
    let total = rows.len();
    let (offset, limit) = parse_page(params)?;
    let page: Vec<_> = rows.into_iter().skip(offset).take(limit).collect();
    Ok(json!({ "Message": "", "TotalCount": total, "SrvVersionSet": page }))
}

fn version_row(machine: &Machine, name: &str, version: &Resource) -> Value {
    let mut row = json!({
        "ServiceID": machine.spec.id,
        "SrvVersion": name,
        "SrvPaasID": "sandbox",
        "Status": version.state,
        "DeployWeight": 10,
        "SrvVerMemo": "",
        "UfileBucket": "",
        "UfileName": "",
        "UfileURL": "",
        "AptGetPKGIDs": [],
        "PipPKGIDs": [],
        "CreateTime": unix_time(machine.created_at_ms).seconds(),
        "ModifyTime": unix_time(version.changed_at_ms).seconds(),
    });
    let fields = machine.attributes.get("Versions").and_then(|versions| versions[name].as_object());
    for (field, value) in fields.into_iter().flatten() {
        row[field] = value.clone();
    }
    row
}
