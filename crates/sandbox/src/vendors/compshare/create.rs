//! Creation of instances.

use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::scenario::instance::InstanceSpec;
use crate::vendors::call::RequestContext;
use crate::vendors::compshare::params::{disks, optional_base64, required_number};
use crate::vendors::rpc::{RpcError, RpcResult, required};

/// Number of instances that an account of the highest level may have.
const INSTANCE_QUOTA: usize = 100;

/// GPU models that are not sold as spot instances.
pub(super) const NO_SPOT: [&str; 5] = ["4090_48G", "A800", "H20", "P40", "2080"];

/// Creates up to `MaxCount` instances, which are `Initializing` and then `Running`.
///
/// <https://www.compshare.cn/docs/gpus/instance/createcompshareinstance>
pub(super) fn create(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    params: &RequestParams,
) -> RpcResult {
    let spec = parse_spec(params)?;
    let memory_mb = required_number(params, "Memory")?;
    if !memory_mb.is_multiple_of(1024) {
        return Err(RpcError::invalid("Memory"));
    }
    let mut attributes = json!({
        "CPU": required_number(params, "CPU")?,
        "Memory": memory_mb,
        "CompShareImageId": required(params, "CompShareImageId")?,
        "Disks": disks(params)?,
        "Remark": params.get("Remark").unwrap_or_default(),
    });
    if let Some(password) = optional_base64(params, "Password")? {
        attributes["Password"] = json!(password);
    }
    let count = params.unsigned("MaxCount", 1)?.max(1);
    let existing = ctx.state.machines_of(Cloud::Compshare).count();
    if account.cloud != Cloud::Compshare || existing + count > INSTANCE_QUOTA {
        return Err(RpcError::new(8095, "The quota of instances is used up"));
    }
    let ids: Vec<_> = (0..count).map(|_| create_one(ctx, spec.clone(), &attributes)).collect();
    Ok(json!({ "UHostIds": ids }))
}

/// Creates one instance and returns its id, the first unused `uhost-newN`.
fn create_one(ctx: &mut RequestContext<'_>, mut spec: InstanceSpec, attributes: &Value) -> String {
    let mut ids = (1..).map(|number| format!("uhost-new{number}"));
    spec.id = ids.find(|id| ctx.state.find(Cloud::Compshare, id).is_none()).unwrap_or_default();
    let id = spec.id.clone();
    let now_ms = ctx.now.state_ms;
    let machine = ctx.state.create(spec, "Running", now_ms);
    machine.attributes.extend(attributes.as_object().cloned().unwrap_or_default());
    if let Some(index) = ctx.state.find(Cloud::Compshare, &id) {
        ctx.state.lock_for_operation(index, now_ms);
    }
    ctx.record.ids.push(id.clone());
    id
}

fn parse_spec(params: &RequestParams) -> Result<InstanceSpec, RpcError> {
    let mut spec = InstanceSpec::new(Cloud::Compshare, "");
    required(params, "Region")?.clone_into(&mut spec.region);
    required(params, "Zone")?.clone_into(&mut spec.zone);
    if !spec.zone.starts_with(&format!("{}-", spec.region)) {
        return Err(RpcError::invalid("Zone"));
    }
    required(params, "GpuType")?.clone_into(&mut spec.gpu);
    spec.gpu_count = required_number(params, "GPU")?;
    params.get("Name").unwrap_or_default().clone_into(&mut spec.name);
    params.non_empty("ChargeType").unwrap_or("Month").clone_into(&mut spec.charge_type);
    spec.spot = spec.charge_type == "Spot";
    let is_known = ["Month", "Day", "Dynamic", "Postpay", "Spot"].contains(&spec.charge_type.as_str());
    if !is_known || (spec.spot && NO_SPOT.contains(&spec.gpu.as_str())) {
        return Err(RpcError::invalid("ChargeType"));
    }
    "Initializing".clone_into(&mut spec.state);
    Ok(spec)
}
