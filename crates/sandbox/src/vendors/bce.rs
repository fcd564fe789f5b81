//! Baidu AI Cloud BCC: instances are resources, and actions are query keys.
//!
//! <https://cloud.baidu.com/doc/BCC/s/Tjwvyobwq> (stop), <https://cloud.baidu.com/doc/BCC/s/Xjwvyodmx> (list)

mod catalog;
mod client_token;
mod error;
mod list;
mod operation;
mod power;
mod power_action;
mod release;
mod request;

use serde_json::{Value, json};
use tingji_signing_core::Bce;
use uuid::Uuid;

use crate::cloud::Cloud;
use crate::http::raw_request::RawRequest;
use crate::http::response::MockResponse;
use crate::request_log::RequestRecord;
use crate::vendors::bce::error::auth_error;
use crate::vendors::bce::operation::BceOperation;
use crate::vendors::bce::request::{BceResult, json_body};
use crate::vendors::call::RequestContext;
use crate::vendors::vendor_error::VendorError;

pub(super) fn handle(ctx: &mut RequestContext<'_>) -> MockResponse {
    let id = ctx.state.ids.next_uuid();
    let request_id = id.to_string();
    let response = match dispatch(ctx, &request_id) {
        Ok(Some(body)) => MockResponse::json(200, &body),
        Ok(None) => MockResponse::text(200, String::new()),
        Err(error) => return error_response(&error, id),
    };
    response.with_header("x-bce-request-id", request_id)
}

pub(super) fn error_response(error: &VendorError, request_id: Uuid) -> MockResponse {
    let request_id = request_id.to_string();
    let body = json!({ "requestId": request_id, "code": error.code, "message": error.message });
    MockResponse::json(error.status, &body).with_header("x-bce-request-id", request_id)
}

pub(super) fn identify(request: &RawRequest) -> RequestRecord {
    let query = request.query_params();
    let Ok(operation) = BceOperation::parse(request, &query) else {
        return RequestRecord::new(Cloud::Bce, "", Vec::new());
    };
    let ids = match (&operation, operation.id()) {
        (BceOperation::List | BceOperation::ListNoCharge, _) => {
            let ids = query.non_empty("instanceIds").into_iter().flat_map(|ids| ids.split(','));
            ids.map(str::to_owned).collect()
        }
        (_, Some(id)) => vec![id.to_owned()],
        (_, None) => ids_in_body(request),
    };
    RequestRecord::new(Cloud::Bce, operation.name(), ids)
}

/// The ids in the body, even if the body is otherwise invalid.
fn ids_in_body(request: &RawRequest) -> Vec<String> {
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let list = body["instanceIds"].as_array().into_iter().flatten();
    list.chain(body.get("instanceId")).filter_map(Value::as_str).map(str::to_owned).collect()
}

fn dispatch(ctx: &mut RequestContext<'_>, request_id: &str) -> BceResult {
    let query = ctx.request.query_params();
    let operation = BceOperation::parse(ctx.request, &query);
    let account = ctx.authenticate(&Bce::new(), &[Cloud::Bce]).map_err(|error| auth_error(&error))?;
    match operation? {
        BceOperation::Power(action, id) => power::change_one(ctx, action, &id, request_id),
        BceOperation::BatchPower(action) => power::change_many(ctx, action, &account, &query, request_id),
        BceOperation::Get(id) => list::get(ctx, &id),
        BceOperation::List => list::list(ctx, &query),
        BceOperation::ListById => list::list_by_id(ctx, &query),
        BceOperation::ListNoCharge => list::list_no_charge(ctx, &query),
        BceOperation::Release(form, id) => release::release_one(ctx, form, &id),
        BceOperation::ReleaseMany => release::release_many(ctx, request_id),
        BceOperation::ReleasePrepaid => release::release_prepaid(ctx),
        BceOperation::AutoRelease(id) => release::set_release_time(ctx, &id, &query, &account),
        BceOperation::Protect(id) => release::set_protection(ctx, &id),
        BceOperation::Flavors => Ok(Some(catalog::list_flavors(&query))),
        BceOperation::Zones => Ok(Some(catalog::list_zones(ctx))),
        BceOperation::Regions => catalog::list_regions(&json_body(ctx)?),
    }
}
