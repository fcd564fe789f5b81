//! UCloud's gateway: one URL, the action as a parameter, and HTTP 200 for every result.
//!
//! The gateway serves UAI-Inference and CompShare. <https://docs.ucloud.cn/api/summary/public>

mod catalog;
mod deploy;
mod list;
mod modify;
mod power;
mod service;
mod uai;

use serde_json::{Value, json};
use tingji_signing_core::Ucloud;
use uuid::Uuid;

use crate::cloud::Cloud;
use crate::http::params::RequestParams;
use crate::http::raw_request::RawRequest;
use crate::http::response::MockResponse;
use crate::request_log::RequestRecord;
use crate::scenario::account::SandboxAccount;
use crate::vendors::call::RequestContext;
use crate::vendors::compshare;
use crate::vendors::rpc::{RpcError, RpcResult, rpc_response};
use crate::vendors::vendor_error::VendorError;

pub(super) fn identify(request: &RawRequest) -> RequestRecord {
    let params = parse_params(request);
    let action = params.get("Action").unwrap_or_default();
    let cloud = if compshare::has_action(action) { Cloud::Compshare } else { Cloud::Ucloud };
    RequestRecord::new(cloud, action, named_ids(&params))
}

pub(super) fn error_response(action: &str, error: &VendorError, request_id: Uuid) -> MockResponse {
    let code = error.code.parse().unwrap_or(0);
    rpc_response(action, Err(RpcError::new(code, error.message.clone())), request_id)
}

pub(super) fn handle(ctx: &mut RequestContext<'_>) -> MockResponse {
    let params = parse_params(ctx.request);
    let action = params.get("Action").unwrap_or_default();
    let result = dispatch(ctx, action, &params);
    rpc_response(action, result, ctx.state.ids.next_uuid())
}

/// The ids that a request names, for the request log.
fn named_ids(params: &RequestParams) -> Vec<String> {
    let mut ids = Vec::new();
    match (params.non_empty("ServiceID"), params.non_empty("SrvVersion")) {
        (Some(id), Some(version)) => ids.push(format!("{id}@{version}")),
        (Some(id), None) => ids.push(id.to_owned()),
        (None, _) => {}
    }
    ids.extend(params.non_empty("UHostId").map(str::to_owned));
    ids.extend(params.list("UHostIds"));
    ids
}

/// The parameters of the body, or of the query of a request without a body.
///
/// A body takes precedence, because the Go SDK repeats `Action` in the query without signing it.
fn parse_params(request: &RawRequest) -> RequestParams {
    if request.has_content_type("application/json") {
        return RequestParams::from_json(&request.body).unwrap_or_default();
    }
    if request.body.is_empty() { request.query_params() } else { RequestParams::from_form(&request.body) }
}

fn dispatch(ctx: &mut RequestContext<'_>, action: &str, params: &RequestParams) -> RpcResult {
    if action.is_empty() {
        return Err(RpcError::new(160, "Missing Action"));
    }
    let account = ctx.authenticate(&Ucloud, &[Cloud::Ucloud, Cloud::Compshare])?;
    if let (Some(requested), Some(own)) = (params.non_empty("ProjectId"), &account.project_id)
        && requested != own
    {
        return Err(RpcError::new(292, format!("Project [{requested}] not exists")));
    }
    match action {
        _ if action.contains("UAI") => uai::dispatch(ctx, &account, action, params),
        "GetProjectList" => Ok(list_projects(&account)),
        _ if compshare::has_action(action) => compshare::dispatch(ctx, &account, action, params),
        _ => Err(RpcError::unknown_action(action)),
    }
}

fn list_projects(account: &SandboxAccount) -> Value {
    let id = account.project_id.as_deref().unwrap_or("org-sandbox");
    json!({
        "ProjectCount": 1,
        "ProjectSet": [{
            "ProjectId": id,
            "ProjectName": "Default",
            "IsDefault": true,
            "CreateTime": 1_700_000_000,
            "ResourceCount": 0,
            "MemberCount": 1,
        }],
    })
}
