//! Release, now or at a time, and what guards against it.
//!
//! <https://cloud.baidu.com/doc/BCC/s/2jwvyoclc>, <https://cloud.baidu.com/doc/BCC/s/nk0m0kvzd>,
//! <https://cloud.baidu.com/doc/BCC/s/jlfkihltg>, <https://cloud.baidu.com/doc/BCC/s/qlozpzy93>,
//! <https://cloud.baidu.com/doc/BCC/s/8lfrq74kx>, <https://cloud.baidu.com/doc/BCC/s/0kstrzyz9>

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use tingji_core::UnixTime;

use super::power::once;
use super::{Reply, bad_request, body, find, flag, ids, inappropriate, took_all};
use crate::answer::{Call, Fault};
use crate::scenario::Account;
use crate::wire::Params;
use crate::world::{GONE, Machine};

/// The two forms of releasing one.
#[derive(Clone, Copy)]
pub(super) enum Form {
    Delete,
    Post,
}

/// What may be released goes on its way only once.
const ON_ITS_WAY: &str = "released";

pub(super) fn one(call: &mut Call<'_>, form: Form, id: &str) -> Reply {
    let body = body(call)?;
    if matches!(form, Form::Post) {
        required_flags(&body)?;
    }
    let recycle = flag(&body, "bccRecycleFlag")?;
    let at = find(call, id)?;
    let machine = &call.world.machines[at];
    check_protection(machine)?;
    if machine.is_prepaid() && machine.state() != "Expired" {
        // Guess: the same code for both forms; the page of the older one names none.
        let message = "Instance can not release if not postpay.";
        return Err(Fault::new(403, "Instance.ReleaseNotPrepay", message));
    }
    let_go(call, at, recycle);
    Ok(None)
}

/// All of them, or none.
pub(super) fn many(call: &mut Call<'_>, request_id: &str) -> Reply {
    let body = body(call)?;
    let ids = ids(&body)?;
    required_flags(&body)?;
    let recycle = flag(&body, "bccRecycleFlag")?;
    let places = ids.iter().map(|id| find(call, id)).collect::<Result<BTreeSet<_>, _>>()?;
    for &at in &places {
        check_protection(&call.world.machines[at])?;
        if call.world.machines[at].is_prepaid() {
            let message = "Instance can not release if not postpay.";
            return Err(Fault::new(403, "Instance.DeleteServerFailException", message));
        }
    }
    places.into_iter().for_each(|at| let_go(call, at, recycle));
    Ok(Some(took_all(request_id)))
}

pub(super) fn prepaid(call: &mut Call<'_>) -> Reply {
    let body = body(call)?;
    let id = body.get("instanceId").and_then(Value::as_str);
    let id = id.ok_or_else(|| inappropriate("instanceId is no text"))?.to_owned();
    let related = flag(&body, "relatedReleaseFlag")?;
    let at = find(call, &id)?;
    check_protection(&call.world.machines[at])?;
    if !call.world.machines[at].is_prepaid() {
        // Guess: the vendor's page names no code for it.
        return Err(bad_request("The instance is not prepaid."));
    }
    let_go(call, at, false);
    Ok(Some(json!({
        "successResources": resources(&id, related),
        "failResources": resources("", false),
        "instanceRefundFlag": true,
    })))
}

fn resources(id: &str, related: bool) -> Value {
    let volumes = if related { vec![format!("v-{id}")] } else { Vec::new() };
    json!({ "instanceId": id, "eip": "", "insnapIds": [], "snapshotIds": [], "volumeIds": volumes })
}

/// The two flags that the newer forms must have.
fn required_flags(body: &Map<String, Value>) -> Result<(), Fault> {
    for name in ["relatedReleaseFlag", "deleteCdsSnapshotFlag"] {
        if !body.contains_key(name) {
            return Err(inappropriate(&format!("{name} is missing")));
        }
        flag(body, name)?;
    }
    Ok(())
}

fn check_protection(machine: &Machine) -> Result<(), Fault> {
    if machine.notes.get("deletionProtection") == Some(&json!(1)) {
        let message = "Instance can not release with DeletionProtection.";
        return Err(Fault::new(403, "Instance.DeletionProtection", message));
    }
    Ok(())
}

/// Guess: it shows as stopping until it is gone, and a second release changes nothing.
fn let_go(call: &mut Call<'_>, at: usize, recycle: bool) {
    let known = call.world.change(at).notes.insert(ON_ITS_WAY.to_owned(), json!(true));
    if known.is_none() {
        let to = if recycle { "Recycled" } else { GONE };
        call.world.go(at, Some("Stopping"), to, call.now.world);
    }
}

pub(super) fn at_a_time(call: &mut Call<'_>, id: &str, query: &Params, account: &Account) -> Reply {
    let body = body(call)?;
    let at = find(call, id)?;
    flag(&body, "isEipAutoRelatedDelete")?;
    let time = release_time(&body, call.now.world)?;
    if call.world.machines[at].is_prepaid() {
        // Guess: the vendor's page speaks of postpaid instances and names no codes.
        return Err(bad_request("Only a postpaid instance can be released automatically."));
    }
    let fingerprint = format!("autorelease {id} {}", Value::Object(body));
    once(call, account, query, fingerprint, |call| {
        call.world.change(at).gone_at = time;
        Ok(())
    })?;
    Ok(None)
}

/// In milliseconds; none to cancel.
fn release_time(body: &Map<String, Value>, now: i64) -> Result<Option<i64>, Fault> {
    let Some(text) = body.get("releaseTime").filter(|time| !time.is_null()) else { return Ok(None) };
    let time = text.as_str().filter(|text| text.contains('-')).and_then(UnixTime::parse);
    let time = time.ok_or_else(|| bad_request("releaseTime is not of the form yyyy-MM-ddTHH:mm:ssZ."))?;
    let millis = time.seconds().saturating_mul(1000);
    // Guess: a time that is over is refused.
    if millis <= now { Err(bad_request("releaseTime is in the past.")) } else { Ok(Some(millis)) }
}

pub(super) fn protect(call: &mut Call<'_>, id: &str) -> Reply {
    let body = body(call)?;
    let value = body.get("deletionProtection").cloned().unwrap_or_default();
    if value != json!(0) && value != json!(1) {
        return Err(bad_request("invalid DeletionProtection value"));
    }
    let at = find(call, id)?;
    call.world.change(at).notes.insert("deletionProtection".to_owned(), value);
    Ok(None)
}
