//! UCloud's gateway: one URL, an action by name, HTTP 200 whatever happens.
//!
//! <https://docs.ucloud.cn/api/summary/public>

use serde_json::{Map, Value, json};
use tingji_signing_core::{Ucloud, VerifyError};
use uuid::Uuid;

use super::{Cloud, compshare, uai};
use crate::answer::{Answer, Call, Denied, Fault};
use crate::journal::Seen;
use crate::scenario::Account;
use crate::wire::{Bad, Params, Wire};

/// What an action returns beside `Action` and `RetCode`.
pub(super) type Reply = Result<Value, Refusal>;

/// A `RetCode` that is not zero.
#[derive(Debug)]
pub(super) struct Refusal {
    code: i64,
    message: String,
}

impl Refusal {
    pub(super) fn new(code: i64, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// An action that is none.
    pub(super) fn unknown(action: &str) -> Self {
        Self::new(161, format!("Action [{action}] not available"))
    }

    /// A value that means nothing here.
    pub(super) fn unavailable(name: &str) -> Self {
        Self::new(230, format!("Params [{name}] not available"))
    }
}

impl From<Bad> for Refusal {
    fn from(Bad(name): Bad) -> Self {
        Self::unavailable(name)
    }
}

impl From<Denied> for Refusal {
    fn from(denied: Denied) -> Self {
        match denied.problem {
            VerifyError::MissingSignature => Self::new(170, "Missing signature"),
            VerifyError::UnknownAccessKey => Self::new(172, "User not found"),
            VerifyError::MissingToken | VerifyError::TokenMismatch => Self::new(174, "Token not found"),
            VerifyError::Malformed(part) => Self::new(230, format!("The request can't be read: {part}")),
            _ => Self::new(171, "Signature VerifyAC Error"),
        }
    }
}

/// One parameter that must be there.
pub(super) fn required<'p>(params: &'p Params, name: &str) -> Result<&'p str, Refusal> {
    params.filled(name).ok_or_else(|| Refusal::new(220, format!("Missing params [{name}]")))
}

pub(super) fn identify(wire: &Wire) -> Seen {
    let params = params(wire);
    let action = params.get("Action").unwrap_or_default();
    let cloud = if compshare::knows(action) { Cloud::Compshare } else { Cloud::Ucloud };
    Seen::new(cloud, action, ids(&params))
}

pub(super) fn refuse(action: &str, fault: &Fault, id: Uuid) -> Answer {
    let code = fault.code.parse().unwrap_or(0);
    told(action, Err(Refusal::new(code, fault.message.clone())), id)
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let params = params(call.wire);
    let action = params.get("Action").unwrap_or_default();
    let reply = act(call, action, &params);
    told(action, reply, call.world.ids.next())
}

fn told(action: &str, reply: Reply, id: Uuid) -> Answer {
    let accepted = reply.is_ok();
    let mut body = Map::from_iter([
        ("Action".to_owned(), json!(format!("{action}Response"))),
        ("RetCode".to_owned(), json!(0)),
    ]);
    match reply {
        Ok(Value::Object(fields)) => body.extend(fields),
        Ok(_) => {}
        Err(refusal) => {
            body.extend([
                ("RetCode".to_owned(), refusal.code.into()),
                ("Message".to_owned(), refusal.message.into()),
            ]);
        }
    }
    Answer::json(200, &body.into()).accepted(accepted).header("x-ucloud-request-uuid", id.to_string())
}

/// The ids that a request names, for the journal.
fn ids(params: &Params) -> Vec<String> {
    let service = params.filled("ServiceID").map(|id| match params.filled("SrvVersion") {
        Some(version) => format!("{id}@{version}"),
        None => id.to_owned(),
    });
    let instance = params.filled("UHostId").map(str::to_owned);
    service.into_iter().chain(instance).chain(params.list("UHostIds")).collect()
}

/// A body goes before the query: the Go SDK repeats `Action` in the query, unsigned.
fn params(wire: &Wire) -> Params {
    if wire.is_kind("application/json") {
        return Params::json(&wire.body).unwrap_or_default();
    }
    if wire.body.is_empty() { wire.query() } else { Params::form(&wire.body) }
}

fn act(call: &mut Call<'_>, action: &str, params: &Params) -> Reply {
    if action.is_empty() {
        return Err(Refusal::new(160, "Missing Action"));
    }
    let account = call.authenticate(&Ucloud, &[Cloud::Ucloud, Cloud::Compshare])?;
    if let (Some(given), Some(own)) = (params.filled("ProjectId"), &account.project_id)
        && given != own
    {
        return Err(Refusal::new(292, format!("Project [{given}] not exists")));
    }
    match action {
        _ if action.contains("UAI") => uai::act(call, &account, action, params),
        "GetProjectList" => Ok(projects(&account)),
        _ if compshare::knows(action) => compshare::act(call, &account, action, params),
        _ => Err(Refusal::unknown(action)),
    }
}

fn projects(account: &Account) -> Value {
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

/// The places that this account sees among a product's: keys of the other gateway are accepted and
/// see nothing, they don't fail. That is how the vendor's two gateways behave.
pub(super) fn visible(call: &Call<'_>, account: &Account, product: Cloud) -> Vec<usize> {
    let own = account.cloud == product;
    call.world.of(product).filter(|_| own).map(|(at, _)| at).collect()
}
