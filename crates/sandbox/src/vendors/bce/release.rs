//! Release of instances, now or at a time, and protection from it.
//!
//! <https://cloud.baidu.com/doc/BCC/s/2jwvyoclc>, <https://cloud.baidu.com/doc/BCC/s/nk0m0kvzd>,
//! <https://cloud.baidu.com/doc/BCC/s/jlfkihltg>, <https://cloud.baidu.com/doc/BCC/s/qlozpzy93>,
//! <https://cloud.baidu.com/doc/BCC/s/8lfrq74kx>, <https://cloud.baidu.com/doc/BCC/s/0kstrzyz9>

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use tingji_core::UnixTime;

use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::state::machine::Machine;
use crate::state::resource::DELETED;
use crate::vendors::bce::client_token::execute_once;
use crate::vendors::bce::error::{bad_request, inappropriate_json};
use crate::vendors::bce::request::{
    BceResult, batch_succeeded, boolean, find_instance, instance_ids, json_body,
};
use crate::vendors::call::RequestContext;
use crate::vendors::vendor_error::VendorError;

/// The two forms of releasing one instance.
#[derive(Clone, Copy)]
pub(super) enum ReleaseForm {
    Delete,
    Post,
}

/// Attribute of an instance whose release has started.
const RELEASE_IN_PROGRESS: &str = "released";

/// Releases one instance, which must be postpaid or expired.
pub(super) fn release_one(ctx: &mut RequestContext<'_>, form: ReleaseForm, id: &str) -> BceResult {
    let body = json_body(ctx)?;
    if matches!(form, ReleaseForm::Post) {
        check_required_flags(&body)?;
    }
    let to_recycle_bin = boolean(&body, "bccRecycleFlag")?;
    let index = find_instance(ctx, id)?;
    let machine = &ctx.state.machines[index];
    check_protection(machine)?;
    if machine.is_prepaid() && machine.state() != "Expired" {
        // Guess: both forms use this code; the page of the older form names none.
        let message = "Instance can not release if not postpay.";
        return Err(VendorError::new(403, "Instance.ReleaseNotPrepay", message));
    }
    start_release(ctx, index, to_recycle_bin);
    Ok(None)
}

/// Releases all instances of a batch, or none.
pub(super) fn release_many(ctx: &mut RequestContext<'_>, request_id: &str) -> BceResult {
    let body = json_body(ctx)?;
    let ids = instance_ids(&body)?;
    check_required_flags(&body)?;
    let to_recycle_bin = boolean(&body, "bccRecycleFlag")?;
    let indices = ids.iter().map(|id| find_instance(ctx, id)).collect::<Result<BTreeSet<_>, _>>()?;
    for &index in &indices {
        check_protection(&ctx.state.machines[index])?;
        if ctx.state.machines[index].is_prepaid() {
            let message = "Instance can not release if not postpay.";
            return Err(VendorError::new(403, "Instance.DeleteServerFailException", message));
        }
    }
    for index in indices {
        start_release(ctx, index, to_recycle_bin);
    }
    Ok(Some(batch_succeeded(request_id)))
}

/// Releases a prepaid instance before its end.
pub(super) fn release_prepaid(ctx: &mut RequestContext<'_>) -> BceResult {
    let body = json_body(ctx)?;
    let id = body.get("instanceId").and_then(Value::as_str);
    let id = id.ok_or_else(|| inappropriate_json("instanceId is not a string"))?.to_owned();
    let with_related = boolean(&body, "relatedReleaseFlag")?;
    let index = find_instance(ctx, &id)?;
    check_protection(&ctx.state.machines[index])?;
    if !ctx.state.machines[index].is_prepaid() {
        // Guess: the code; the vendor's page names none.
        return Err(bad_request("The instance is not prepaid."));
    }
    start_release(ctx, index, false);
    Ok(Some(json!({
        "successResources": released_resources(&id, with_related),
        "failResources": released_resources("", false),
        "instanceRefundFlag": true,
    })))
}

fn released_resources(id: &str, with_related: bool) -> Value {
    let volumes = if with_related { vec![format!("v-{id}")] } else { Vec::new() };
    json!({ "instanceId": id, "eip": "", "insnapIds": [], "snapshotIds": [], "volumeIds": volumes })
}

/// Checks the two flags that the newer forms require.
fn check_required_flags(body: &Map<String, Value>) -> Result<(), VendorError> {
    for name in ["relatedReleaseFlag", "deleteCdsSnapshotFlag"] {
        if !body.contains_key(name) {
            return Err(inappropriate_json(&format!("{name} is missing")));
        }
        boolean(body, name)?;
    }
    Ok(())
}

fn check_protection(machine: &Machine) -> Result<(), VendorError> {
    if machine.attributes.get("deletionProtection") == Some(&json!(1)) {
        let message = "Instance can not release with DeletionProtection.";
        return Err(VendorError::new(403, "Instance.DeletionProtection", message));
    }
    Ok(())
}

/// Starts a release. Guess: the instance is `Stopping` until it is deleted, and a second release changes nothing.
fn start_release(ctx: &mut RequestContext<'_>, index: usize, to_recycle_bin: bool) {
    let attributes = &mut ctx.state.modify(index).attributes;
    let earlier = attributes.insert(RELEASE_IN_PROGRESS.to_owned(), json!(true));
    if earlier.is_none() {
        let target = if to_recycle_bin { "Recycled" } else { DELETED };
        ctx.state.start_transition(index, Some("Stopping"), target, ctx.now.state_ms);
    }
}

/// Sets or removes the time at which an instance is released.
pub(super) fn set_release_time(
    ctx: &mut RequestContext<'_>,
    id: &str,
    query: &RequestParams,
    account: &SandboxAccount,
) -> BceResult {
    let body = json_body(ctx)?;
    let index = find_instance(ctx, id)?;
    boolean(&body, "isEipAutoRelatedDelete")?;
    let release_at_ms = parse_release_time(&body, ctx.now.state_ms)?;
    if ctx.state.machines[index].is_prepaid() {
        // Guess: the code; the vendor's page only says that the instance must be postpaid.
        return Err(bad_request("Only a postpaid instance can be released automatically."));
    }
    let fingerprint = format!("autorelease {id} {}", Value::Object(body));
    execute_once(ctx, account, query, fingerprint, |ctx| {
        ctx.state.modify(index).delete_at_ms = release_at_ms;
        Ok(())
    })?;
    Ok(None)
}

/// `releaseTime` in milliseconds; `None` cancels the release.
fn parse_release_time(body: &Map<String, Value>, now_ms: i64) -> Result<Option<i64>, VendorError> {
    let Some(value) = body.get("releaseTime").filter(|value| !value.is_null()) else { return Ok(None) };
    let time = value.as_str().filter(|text| text.contains('-')).and_then(UnixTime::parse);
    let time = time.ok_or_else(|| bad_request("releaseTime is not of the form yyyy-MM-ddTHH:mm:ssZ."))?;
    let time_ms = time.seconds().saturating_mul(1000);
    if time_ms <= now_ms {
        // Guess: a time in the past is refused.
        return Err(bad_request("releaseTime is in the past."));
    }
    Ok(Some(time_ms))
}

/// Sets the deletion protection, which is 0 or 1.
pub(super) fn set_protection(ctx: &mut RequestContext<'_>, id: &str) -> BceResult {
    let body = json_body(ctx)?;
    let value = body.get("deletionProtection").cloned().unwrap_or_default();
    if value != json!(0) && value != json!(1) {
        return Err(bad_request("invalid DeletionProtection value"));
    }
    let index = find_instance(ctx, id)?;
    ctx.state.modify(index).attributes.insert("deletionProtection".to_owned(), value);
    Ok(None)
}
