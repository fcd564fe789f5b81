//! Volcengine ECS: an RPC in the query or in a form, region and service in the signature's scope.
//!
//! <https://www.volcengine.com/docs/6396/70457> (calling), <https://www.volcengine.com/docs/6369/68677> (common codes)

mod create;
mod describe;
mod lifecycle;
mod place;
mod request;
mod stop;
mod sts;

use serde_json::{Value, json};
use tingji_signing_core::{Scheme, VerifyError, Volcengine};
use uuid::Uuid;

use super::Cloud;
use crate::answer::{Answer, Call, Denied, Fault};
use crate::clock::Now;
use crate::journal::Seen;
use crate::scenario::Account;
use crate::wire::{Bad, Params, Wire};

const VERSION: &str = "2020-04-01";

type Reply = Result<Value, Error>;

/// A refusal; the gateway's own have a number as well.
#[derive(Debug)]
struct Error {
    number: Option<u32>,
    fault: Fault,
}

impl Error {
    fn gateway(status: u16, number: u32, code: &'static str, message: impl Into<String>) -> Self {
        Self { number: Some(number), fault: Fault::new(status, code, message) }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self { number: None, fault }
    }
}

impl From<Bad> for Error {
    fn from(Bad(_): Bad) -> Self {
        Fault::new(400, "InvalidArgument", "The specified argument is invalid.").into()
    }
}

/// One request of ECS: who, where, and with which parameters.
struct Ecs<'c, 'w> {
    call: &'c mut Call<'w>,
    account: Account,
    region: String,
    params: Params,
}

pub(super) fn identify(wire: &Wire) -> Seen {
    let params = params(wire);
    let mut ids = params.list("InstanceIds");
    ids.extend(params.filled("InstanceId").map(str::to_owned));
    Seen::new(Cloud::Volcengine, params.get("Action").unwrap_or_default(), ids)
}

/// What any part of the platform may answer, told as the gateway does.
pub(super) fn refuse(action: &str, fault: &Fault, now: Now, id: Uuid) -> Answer {
    let metadata = json!({
        "RequestId": request_id(now, id),
        "Action": action,
        "Version": VERSION,
        "Service": "ecs",
        "Region": Cloud::Volcengine.words().region,
    });
    told(metadata, fault.clone().into())
}

fn told(mut metadata: Value, error: Error) -> Answer {
    let Fault { status, code, message } = error.fault;
    metadata["Error"] = json!({ "Code": code, "Message": message });
    if let Some(number) = error.number {
        metadata["Error"]["CodeN"] = number.into();
    }
    // A dry run that passes is told as this error.
    Answer::json(status, &json!({ "ResponseMetadata": metadata })).accepted(code == "DryRunOperation")
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    if let Some(answer) = crate::metadata::answer(call) {
        return answer;
    }
    let params = params(call.wire);
    let text = |name: &str| params.get(name).unwrap_or_default().to_owned();
    let (action, version) = (text("Action"), text("Version"));
    let claim = Volcengine::new("", "").presented_credential(&call.wire.view()).ok();
    let scope = claim.map(|claim| (claim.region.unwrap_or_default(), claim.service.unwrap_or_default()));
    let (region, service) = scope.unwrap_or_default();
    let reply = act(call, params, &action, &version, &region, &service);
    let metadata = json!({
        "RequestId": request_id(call.now, call.world.ids.next()),
        "Action": action,
        "Version": version,
        "Service": service,
        "Region": region,
    });
    match reply {
        Ok(result) => Answer::json(200, &json!({ "ResponseMetadata": metadata, "Result": result })),
        Err(error) => told(metadata, error),
    }
}

/// The query, and a form body behind it. JSON bodies are not documented for ECS and are not read.
fn params(wire: &Wire) -> Params {
    let form = wire.is_kind("application/x-www-form-urlencoded");
    wire.query().with(if form { Params::form(&wire.body) } else { Params::default() })
}

/// The time in digits, then random ones: the shape of the vendor's ids.
fn request_id(now: Now, id: Uuid) -> String {
    let time = now.wall().iso_basic().replace(['T', 'Z'], "");
    let random = id.simple().to_string().to_uppercase();
    format!("{time}{}", &random[..20])
}

fn act(
    call: &mut Call<'_>,
    params: Params,
    action: &str,
    version: &str,
    region: &str,
    service: &str,
) -> Reply {
    if (action, version) == ("AssumeRoleWithOIDC", sts::VERSION) {
        return sts::assume_role_with_oidc(call, &params);
    }
    let denied = |denied| problem(call.wire, &denied);
    let account = call.authenticate(&Volcengine::new("", ""), &[Cloud::Volcengine]).map_err(denied)?;
    if (service, action, version) == ("sts", "AssumeRole", sts::VERSION) {
        return sts::assume_role(call, account, &params);
    }
    if service != "ecs" {
        return Err(Error::gateway(
            404,
            100_007,
            "ServiceNotFound",
            format!("The specified service {service} is not found."),
        ));
    }
    if action.is_empty() {
        return Err(Error::gateway(
            400,
            100_002,
            "MissingParameter",
            "The required parameter Action is not supplied.",
        ));
    }
    let mut ecs = Ecs { call, account, region: region.to_owned(), params };
    match (action, version) {
        ("StopInstance", VERSION) => ecs.stop_instance(),
        ("StopInstances", VERSION) => ecs.stop_instances(),
        ("StartInstance", VERSION) => ecs.change_one(lifecycle::START),
        ("StartInstances", VERSION) => ecs.change_each(lifecycle::START),
        ("RebootInstance", VERSION) => ecs.change_one(lifecycle::REBOOT),
        ("RebootInstances", VERSION) => ecs.change_each(lifecycle::REBOOT),
        ("DeleteInstance", VERSION) => ecs.change_one(lifecycle::DELETE),
        ("DeleteInstances", VERSION) => ecs.change_each(lifecycle::DELETE),
        ("RunInstances", VERSION) => ecs.run_instances(),
        ("DescribeRegions", VERSION) => ecs.describe_regions(),
        ("DescribeZones", VERSION) => ecs.describe_zones(),
        ("DescribeTasks", VERSION) => ecs.describe_tasks(),
        ("DescribeInstances", VERSION) => ecs.describe_instances(),
        ("DescribeInstanceTypes", VERSION) => ecs.describe_instance_types(),
        _ => Err(Error::gateway(
            404,
            100_008,
            "InvalidActionOrVersion",
            format!("Could not find operation {action} for version {version}."),
        )),
    }
}

fn problem(wire: &Wire, denied: &Denied) -> Error {
    let in_header = wire.header("authorization").is_some();
    match denied.problem {
        // Seen from the real gateway; its own table has MissingAuthenticationToken for this.
        VerifyError::MissingSignature => Error::gateway(
            400,
            100_025,
            "InvalidCredential",
            "The Credential in the request is missing or invalid.",
        ),
        VerifyError::Malformed(_) if in_header && wire.header("x-date").is_none() => {
            Error::gateway(400, 100_004, "MissingRequestInfo", "The required request info X-Date is missing.")
        }
        VerifyError::Malformed(_)
            if in_header && !wire.header("authorization").is_some_and(|text| text.contains("Signature=")) =>
        {
            Error::gateway(401, 100_005, "MissingSignature", "The request is missing a signature.")
        }
        VerifyError::Malformed(part) => Error::gateway(
            400,
            100_024,
            "InvalidAuthorization",
            format!("The authorization is invalid: {part}."),
        ),
        VerifyError::HeaderNotSigned(name) => {
            Error::gateway(400, 100_024, "InvalidAuthorization", format!("The header {name} must be signed."))
        }
        VerifyError::UnknownAccessKey => {
            Error::gateway(401, 100_009, "InvalidAccessKey", "The access key is invalid or does not exist.")
        }
        VerifyError::MissingToken | VerifyError::TokenMismatch => Error::gateway(
            401,
            100_026,
            "InvalidSecretToken",
            "The security token is invalid or has expired.",
        ),
        // ECS's own table has 403 here, the platform's 400.
        VerifyError::Expired(_) | VerifyError::ClockSkew(_) => Error::gateway(
            403,
            100_006,
            "InvalidTimestamp",
            "The signature of the request has expired or is from the future.",
        ),
        _ => Error::gateway(
            401,
            100_010,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your secret key and signing method.",
        ),
    }
}

impl Ecs<'_, '_> {
    /// The instances of the signature's region; those of other regions don't exist here.
    fn places(&self) -> Vec<usize> {
        let here =
            self.call.world.of(Cloud::Volcengine).filter(|(_, machine)| machine.spec.region == self.region);
        here.map(|(at, _)| at).collect()
    }

    fn find(&self, id: &str) -> Result<usize, Fault> {
        let found = self.call.world.find(Cloud::Volcengine, id);
        let found = found.filter(|&at| self.call.world.machines[at].spec.region == self.region);
        found.ok_or_else(|| {
            Fault::new(404, "InvalidInstance.NotFound", "The specified instance does not exist.")
        })
    }
}
