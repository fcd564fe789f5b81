//! Huawei Cloud ModelArts DevServer, since 2026 called Lite Server, and the parts of IAM that its clients use.
//!
//! <https://support.huaweicloud.com/intl/en-us/api-modelarts/StopDevServer.html>

mod auth;
mod catalog;
mod create;
mod credential_body;
mod error;
mod iam;
mod list;
mod metadata;
mod names;
mod page;
mod power;
mod power_kind;
mod request;
mod routes;
mod server;
mod sts;
mod supernode;
mod system;
mod task;

use serde_json::Value;
use uuid::Uuid;

use crate::cloud::Cloud;
use crate::http::raw_request::RawRequest;
use crate::http::response::MockResponse;
use crate::request_log::RequestRecord;
use crate::vendors::call::RequestContext;
use crate::vendors::huaweicloud::auth::authenticate;
use crate::vendors::huaweicloud::error::{error_body, unknown_api};
use crate::vendors::huaweicloud::request::{HuaweiResult, ServerRequest};
use crate::vendors::huaweicloud::routes::find_route;
use crate::vendors::vendor_error::VendorError;

pub(super) fn handle(ctx: &mut RequestContext<'_>) -> MockResponse {
    if let Some(response) = metadata::try_handle(ctx) {
        return response;
    }
    let request_id = ctx.state.ids.next_hex();
    if let Some(response) = sts::try_handle(ctx, &request_id) {
        return response.with_header("x-iam-trace-id", request_id);
    }
    if let Some(response) = iam::try_handle(ctx, &request_id) {
        return response.with_header("x-iam-trace-id", request_id);
    }
    let response = match dispatch(ctx, &request_id) {
        Ok(body) => MockResponse::json(200, &body),
        Err(error) => error_body(&error, &request_id),
    };
    response.with_header("x-request-id", request_id)
}

pub(super) fn error_response(error: &VendorError, request_id: Uuid) -> MockResponse {
    let request_id = request_id.simple().to_string();
    error_body(error, &request_id).with_header("x-request-id", request_id)
}

pub(super) fn identify(request: &RawRequest) -> RequestRecord {
    let segments = request.path_segments();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    let (action, id) = match (request.method.as_str(), &segments[..]) {
        ("POST", ["v3", "auth", "tokens"]) => ("CreateToken", ""),
        ("GET", ["v3", "projects"]) => ("KeystoneListProjects", ""),
        (method, ["v1", _, "dev-servers", rest @ ..]) => match find_route(method, rest) {
            Some(route) => (route.name, route.id),
            None => ("", ""),
        },
        _ => ("", ""),
    };
    let ids = match (action, id) {
        ("BatchDevServersAction", _) => batch_ids(request),
        (_, "") => Vec::new(),
        (_, id) => vec![id.to_owned()],
    };
    RequestRecord::new(Cloud::Huaweicloud, action, ids)
}

fn batch_ids(request: &RawRequest) -> Vec<String> {
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let servers = body["servers"].as_array().into_iter().flatten();
    servers.filter_map(|server| server["id"].as_str()).map(str::to_owned).collect()
}

fn dispatch(ctx: &mut RequestContext<'_>, request_id: &str) -> HuaweiResult {
    let segments = ctx.request.path_segments();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    let account = authenticate(ctx)?;
    let ["v1", project_id, "dev-servers", rest @ ..] = &segments[..] else { return Err(unknown_api()) };
    let route = find_route(&ctx.request.method, rest).ok_or_else(unknown_api)?;
    if account.project_id.as_deref() != Some(*project_id) {
        let message = "The project ID in the URL does not match the project of the token or key.";
        return Err(VendorError::new(403, "ModelArts.0210", message));
    }
    let target = ServerRequest {
        project_id: (*project_id).to_owned(),
        id: route.id.to_owned(),
        operation_id: route.operation_id.to_owned(),
        request_id: request_id.to_owned(),
    };
    (route.handler)(ctx, &target)
}
