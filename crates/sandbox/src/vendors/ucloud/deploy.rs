//! UAI-Inference: creation of services and deployment of versions.
//!
//! Guesses: a deployment always succeeds; versions are numbered `1-N`; invalid values get code 230.

use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::scenario::instance::InstanceSpec;
use crate::state::machine::Machine;
use crate::vendors::call::RequestContext;
use crate::vendors::rpc::{RpcError, RpcResult, required};
use crate::vendors::ucloud::catalog::{P40_NODE_ID, find_package};
use crate::vendors::ucloud::service::{find_service, set_version_field};

/// Creates an elastic service. It has as many GB of memory as CPUs.
pub(super) fn create(ctx: &mut RequestContext<'_>, params: &RequestParams) -> RpcResult {
    let cpu = required_number(params, "CPU")?;
    let memory = required_number(params, "Memory")?;
    if ![1, 2, 4, 8].contains(&cpu) {
        return Err(RpcError::invalid("CPU"));
    }
    if memory != cpu {
        return Err(RpcError::invalid("Memory"));
    }
    let machine = new_service(ctx, params, "")?;
    machine.attributes.insert("CPU".to_owned(), json!(cpu));
    machine.attributes.insert("Memory".to_owned(), json!(memory));
    Ok(created_result(machine))
}

/// Creates an exclusive service with one P40 per node.
pub(super) fn create_exclusive(ctx: &mut RequestContext<'_>, params: &RequestParams) -> RpcResult {
    if required(params, "BillProdId")? != P40_NODE_ID {
        return Err(RpcError::invalid("BillProdId"));
    }
    new_service(ctx, params, "P40").map(|machine| created_result(machine))
}

fn required_number(params: &RequestParams, name: &'static str) -> Result<usize, RpcError> {
    required(params, name)?;
    Ok(params.unsigned(name, 0)?)
}

fn created_result(machine: &Machine) -> Value {
    json!({ "Message": "", "ServiceID": machine.spec.id, "ResourceID": machine.spec.id })
}

fn new_service<'w>(
    ctx: &'w mut RequestContext<'_>,
    params: &RequestParams,
    gpu: &str,
) -> Result<&'w mut Machine, RpcError> {
    let name = required(params, "SrvName")?;
    let region = required(params, "Region")?;
    let zone = required(params, "Zone")?;
    if !is_valid_service_name(name) {
        return Err(RpcError::invalid("SrvName"));
    }
    let mut spec = InstanceSpec::new(Cloud::Ucloud, unused_id(ctx));
    spec.name = name.to_owned();
    spec.region = region.to_owned();
    spec.zone = zone.to_owned();
    spec.state = "ToDeploy".to_owned();
    spec.gpu = gpu.to_owned();
    let now_ms = ctx.now.state_ms;
    let machine = ctx.state.create(spec, "ToDeploy", now_ms);
    if let Some(group) = params.non_empty("BusinessGroup") {
        machine.attributes.insert("BusinessGroup".to_owned(), json!(group));
    }
    Ok(machine)
}

/// True for a name of at least six letters, digits and underscores, as the vendor's page requires.
pub(super) fn is_valid_service_name(name: &str) -> bool {
    name.len() >= 6 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The next unused id. The vendor's ids end in random letters and digits; the sandbox counts, so that every run
/// creates the same ids.
fn unused_id(ctx: &RequestContext<'_>) -> String {
    let mut ids = (1..).map(|number: usize| format!("uaiservice-new{number}"));
    ids.find(|id| ctx.state.find(Cloud::Ucloud, id).is_none()).unwrap_or_default()
}

/// Deploys a version from code in a bucket and software packages, or from a base image.
pub(super) fn deploy(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    required(params, "UfileURL")?;
    let index = find_service(ctx, account, params)?;
    let mut packages = Vec::new();
    if params.non_empty("BimgName").is_none() {
        for (name, kind) in [("OSVersion", "OS"), ("PythonVersion", "Python"), ("AIFrameVersion", "AIFrame")]
        {
            let package = find_package(kind, required(params, name)?);
            packages.push((name, package.ok_or_else(|| RpcError::invalid(name))?));
        }
    }
    let now_ms = ctx.now.state_ms;
    let machine = ctx.state.modify(index);
    let version = add_version(machine, now_ms);
    for name in ["UfileBucket", "UfileName", "UfileURL"] {
        set_version_field(machine, &version, name, json!(params.get(name).unwrap_or_default()));
    }
    for (name, package) in packages {
        set_version_field(machine, &version, name, package);
    }
    set_version_field(machine, &version, "AptGetPKGIDs", json!(params.list("AptGetPKGID")));
    set_version_field(machine, &version, "PipPKGIDs", json!(params.list("PipPKGID")));
    let image = format!("uhub.ucloud.cn/uai/{}:{version}", machine.spec.id);
    set_version_field(machine, &version, "UimgName", json!(image));
    Ok(json!({ "Message": "", "SrvVersion": version, "UimgName": image }))
}

/// Deploys a version from a container image.
pub(super) fn deploy_by_docker(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let image = required(params, "UimgName")?;
    let weight = params.unsigned("DeployWeight", 10)?;
    let index = find_service(ctx, account, params)?;
    if !(1..=100).contains(&weight) {
        return Err(RpcError::invalid("DeployWeight"));
    }
    let now_ms = ctx.now.state_ms;
    let machine = ctx.state.modify(index);
    let version = add_version(machine, now_ms);
    set_version_field(machine, &version, "UimgName", json!(image));
    set_version_field(machine, &version, "DeployWeight", json!(weight));
    set_version_field(machine, &version, "SrvVerMemo", json!(params.get("SrvVerMemo").unwrap_or_default()));
    Ok(json!({ "Message": "", "SrvVersion": version }))
}

/// Adds a version that is deployed now, and returns its name.
fn add_version(machine: &mut Machine, now_ms: i64) -> String {
    let mut names = (1_u32..).map(|number| format!("1-{number}"));
    let name =
        names.find(|name| machine.versions.iter().all(|(existing, _)| existing != name)).unwrap_or_default();
    machine.add_version(name.clone(), "Deploying", "ToStart", now_ms);
    // Guess: a running service stays running while another version is deployed.
    if !machine.is_running() {
        machine.resource.start_transition(Some("Deploying"), "ToStart", now_ms);
    }
    name
}

/// Reports the state of a deployment, which the request names by version or by image.
pub(super) fn check_progress(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let wanted = params.non_empty("SrvVersion");
    let image = params.non_empty("UimgName");
    if wanted.or(image).is_none() {
        return Err(RpcError::missing("SrvVersion"));
    }
    let index = find_service(ctx, account, params)?;
    let machine = ctx.state.poll_one(index);
    let found = machine.versions.iter().find(|(name, _)| match wanted {
        Some(wanted) => wanted == name,
        None => image_of(machine, name) == image,
    });
    let (_, version) = found.ok_or_else(|| RpcError::invalid("SrvVersion"))?;
    let is_deploying = version.state == "Deploying";
    Ok(json!({
        "Message": if is_deploying { "Step2：Building user image" } else { "" },
        "Status": version.state,
        "SrvPaasID": if is_deploying { "" } else { "sandbox" },
        "SrvURL": if is_deploying { "" } else { "sandbox.uae.service.ucloud.cn" },
        "DeployLog": "",
    }))
}

fn image_of<'m>(machine: &'m Machine, version: &str) -> Option<&'m str> {
    machine.attributes.get("Versions")?[version]["UimgName"].as_str()
}
