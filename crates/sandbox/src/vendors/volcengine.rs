//! Volcengine ECS: RPC in the query or in a form, with region and service in the signature's scope.
//!
//! <https://www.volcengine.com/docs/6396/70457> (calling), <https://www.volcengine.com/docs/6369/68677> (common codes)

mod checks;
mod create;
mod describe;
mod ecs;
mod error;
mod format;
mod locations;
mod metadata;
mod power;
mod stop;
mod sts;

use serde_json::{Value, json};
use tingji_signing_core::{Scheme, Volcengine};
use uuid::Uuid;

use crate::clock::RequestTime;
use crate::cloud::Cloud;
use crate::http::params::RequestParams;
use crate::http::raw_request::RawRequest;
use crate::http::response::MockResponse;
use crate::request_log::RequestRecord;
use crate::vendors::call::RequestContext;
use crate::vendors::vendor_error::VendorError;
use crate::vendors::volcengine::ecs::EcsRequest;
use crate::vendors::volcengine::error::{EcsError, EcsResult, auth_error};

const VERSION: &str = "2020-04-01";

/// Action, version, region and service of a request. Absent values are empty.
struct RequestedAction {
    action: String,
    version: String,
    region: String,
    service: String,
}

pub(super) fn identify(request: &RawRequest) -> RequestRecord {
    let params = parse_params(request);
    let mut ids = params.list("InstanceIds");
    ids.extend(params.non_empty("InstanceId").map(str::to_owned));
    RequestRecord::new(Cloud::Volcengine, params.get("Action").unwrap_or_default(), ids)
}

/// Builds a refusal as the gateway sends it, for a fault rule.
pub(super) fn error_response(
    action: &str,
    error: &VendorError,
    now: RequestTime,
    request_id: Uuid,
) -> MockResponse {
    let metadata = json!({
        "RequestId": format_request_id(now, request_id),
        "Action": action,
        "Version": VERSION,
        "Service": "ecs",
        "Region": Cloud::Volcengine.defaults().region,
    });
    with_error(metadata, error.clone().into())
}

fn with_error(mut metadata: Value, error: EcsError) -> MockResponse {
    let VendorError { status, code, message } = error.error;
    metadata["Error"] = json!({ "Code": code, "Message": message });
    if let Some(number) = error.number {
        metadata["Error"]["CodeN"] = number.into();
    }
    // A dry run that passes gets an error response, although the request is accepted.
    MockResponse::json(status, &json!({ "ResponseMetadata": metadata }))
        .with_accepted(code == "DryRunOperation")
}

pub(super) fn handle(ctx: &mut RequestContext<'_>) -> MockResponse {
    if let Some(response) = metadata::try_handle(ctx) {
        return response;
    }
    let params = parse_params(ctx.request);
    let requested = parse_action(ctx, &params);
    let result = dispatch(ctx, params, &requested);
    let metadata = json!({
        "RequestId": format_request_id(ctx.now, ctx.state.ids.next_uuid()),
        "Action": requested.action,
        "Version": requested.version,
        "Service": requested.service,
        "Region": requested.region,
    });
    match result {
        Ok(result) => MockResponse::json(200, &json!({ "ResponseMetadata": metadata, "Result": result })),
        Err(error) => with_error(metadata, error),
    }
}

fn parse_action(ctx: &RequestContext<'_>, params: &RequestParams) -> RequestedAction {
    let mut requested = RequestedAction {
        action: params.get("Action").unwrap_or_default().to_owned(),
        version: params.get("Version").unwrap_or_default().to_owned(),
        region: String::new(),
        service: String::new(),
    };
    if let Ok(credential) = Volcengine::new("", "").presented_credential(&ctx.request.view()) {
        requested.region = credential.region.unwrap_or_default();
        requested.service = credential.service.unwrap_or_default();
    }
    requested
}

/// The query followed by a form body. A JSON body is not read, because ECS documents none.
fn parse_params(request: &RawRequest) -> RequestParams {
    let query = request.query_params();
    if request.has_content_type("application/x-www-form-urlencoded") {
        return query.extended_with(RequestParams::from_form(&request.body));
    }
    query
}

/// Formats a request id like the vendor: digits of the time, then random digits.
fn format_request_id(now: RequestTime, id: Uuid) -> String {
    let time = now.wall().iso_basic().replace(['T', 'Z'], "");
    let random = id.simple().to_string().to_uppercase();
    format!("{time}{}", &random[..20])
}

fn dispatch(ctx: &mut RequestContext<'_>, params: RequestParams, requested: &RequestedAction) -> EcsResult {
    let RequestedAction { action, version, region, service } = requested;
    if (action.as_str(), version.as_str()) == ("AssumeRoleWithOIDC", sts::VERSION) {
        return sts::assume_role_with_oidc(ctx, &params);
    }
    let account = ctx
        .authenticate(&Volcengine::new("", ""), &[Cloud::Volcengine])
        .map_err(|error| auth_error(ctx.request, &error))?;
    if (service.as_str(), action.as_str(), version.as_str()) == ("sts", "AssumeRole", sts::VERSION) {
        return sts::assume_role(ctx, account, &params);
    }
    if service != "ecs" {
        let message = format!("The specified service {service} is not found.");
        return Err(EcsError::gateway(404, 100_007, "ServiceNotFound", message));
    }
    if action.is_empty() {
        let message = "The required parameter Action is not supplied.";
        return Err(EcsError::gateway(400, 100_002, "MissingParameter", message));
    }
    let mut request = EcsRequest { ctx, account, region: region.clone(), params };
    dispatch_ecs(&mut request, action, version)
}

fn dispatch_ecs(request: &mut EcsRequest<'_, '_>, action: &str, version: &str) -> EcsResult {
    match (action, version) {
        ("StopInstance", VERSION) => request.stop_instance(),
        ("StopInstances", VERSION) => request.stop_instances(),
        ("StartInstance", VERSION) => request.change_one(power::START),
        ("StartInstances", VERSION) => request.change_each(power::START),
        ("RebootInstance", VERSION) => request.change_one(power::REBOOT),
        ("RebootInstances", VERSION) => request.change_each(power::REBOOT),
        ("DeleteInstance", VERSION) => request.change_one(power::DELETE),
        ("DeleteInstances", VERSION) => request.change_each(power::DELETE),
        ("RunInstances", VERSION) => request.run_instances(),
        ("DescribeRegions", VERSION) => request.describe_regions(),
        ("DescribeZones", VERSION) => request.describe_zones(),
        ("DescribeTasks", VERSION) => request.describe_tasks(),
        ("DescribeInstances", VERSION) => request.describe_instances(),
        ("DescribeInstanceTypes", VERSION) => request.describe_instance_types(),
        _ => Err(EcsError::gateway(
            404,
            100_008,
            "InvalidActionOrVersion",
            format!("Could not find operation {action} for version {version}."),
        )),
    }
}
