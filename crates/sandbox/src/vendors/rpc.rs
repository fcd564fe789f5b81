//! UCloud's RPC protocol, which UCloud and CompShare share: results, errors and responses.
//!
//! Every response has HTTP status 200; `RetCode` contains the result. <https://docs.ucloud.cn/api/summary/public>

use serde_json::{Map, Value, json};
use tingji_signing_core::VerifyError;
use uuid::Uuid;

use crate::cloud::Cloud;
use crate::http::params::{InvalidParam, RequestParams};
use crate::http::response::MockResponse;
use crate::scenario::account::SandboxAccount;
use crate::vendors::call::{AuthError, RequestContext};

/// The fields of a response in addition to `Action` and `RetCode`, or an error.
pub(super) type RpcResult = Result<Value, RpcError>;

/// A `RetCode` other than 0, with its message.
#[derive(Debug)]
pub(super) struct RpcError {
    code: i64,
    message: String,
}

impl RpcError {
    pub(super) fn new(code: i64, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// 161: unknown action.
    pub(super) fn unknown_action(action: &str) -> Self {
        Self::new(161, format!("Action [{action}] not available"))
    }

    /// 220: missing parameter.
    pub(super) fn missing(name: &str) -> Self {
        Self::new(220, format!("Missing params [{name}]"))
    }

    /// 230: invalid value of a parameter.
    pub(super) fn invalid(name: &str) -> Self {
        Self::new(230, format!("Params [{name}] not available"))
    }
}

impl From<InvalidParam> for RpcError {
    fn from(InvalidParam(name): InvalidParam) -> Self {
        Self::invalid(name)
    }
}

impl From<AuthError> for RpcError {
    fn from(error: AuthError) -> Self {
        match error.problem {
            VerifyError::MissingSignature => Self::new(170, "Missing signature"),
            VerifyError::UnknownAccessKey => Self::new(172, "User not found"),
            VerifyError::MissingToken | VerifyError::TokenMismatch => Self::new(174, "Token not found"),
            VerifyError::Malformed(part) => Self::new(230, format!("The request can't be read: {part}")),
            _ => Self::new(171, "Signature VerifyAC Error"),
        }
    }
}

/// Value of a required parameter.
pub(super) fn required<'p>(params: &'p RequestParams, name: &str) -> Result<&'p str, RpcError> {
    params.non_empty(name).ok_or_else(|| RpcError::missing(name))
}

/// Builds the response of an action.
pub(super) fn rpc_response(action: &str, result: RpcResult, request_id: Uuid) -> MockResponse {
    let accepted = result.is_ok();
    let mut body = Map::new();
    body.insert("Action".to_owned(), json!(format!("{action}Response")));
    body.insert("RetCode".to_owned(), json!(0));
    match result {
        Ok(Value::Object(fields)) => body.extend(fields),
        Ok(_) => {}
        Err(error) => {
            body.insert("RetCode".to_owned(), error.code.into());
            body.insert("Message".to_owned(), error.message.into());
        }
    }
    MockResponse::json(200, &body.into())
        .with_accepted(accepted)
        .with_header("x-ucloud-request-uuid", request_id.to_string())
}

/// Indices of a product's machines that an account sees.
///
/// Keys of the other product are accepted and see nothing, as at the vendor's two gateways.
pub(super) fn visible(ctx: &RequestContext<'_>, account: &SandboxAccount, product: Cloud) -> Vec<usize> {
    if account.cloud != product {
        return Vec::new();
    }
    ctx.state.machines_of(product).map(|(index, _)| index).collect()
}
