//! The RPC protocol that UCloud and CompShare share: a form goes out, a JSON object with a
//! `RetCode` comes back.
//!
//! Nothing here knows a product: other products bring their own
//! [`Protocol`] type, made of [`decode_envelope`] and [`request_id`], and build
//! their requests with [`form_request`].
//!
//! <https://docs.ucloud.cn/api/summary/public>

use http::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tingji_core::operation::{HttpResponse, Protocol, UnsignedRequest};
use tingji_core::{Error, ErrorKind, Result};
use tingji_signing_core::Params;

use crate::error;

const FORM_CONTENT_TYPE: &str = "application/x-www-form-urlencoded";

/// What an operation takes from its client where it says nothing itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The region, such as `cn-bj2`.
    pub region: Option<String>,
    /// The zone, such as `cn-bj2-04`.
    pub zone: Option<String>,
    /// The project. Sub-accounts must name one; others have a default project.
    pub project_id: Option<String>,
}

/// UCloud's API, as UAI-Inference speaks it.
#[derive(Clone, Copy, Debug)]
pub struct Rpc;

impl Protocol for Rpc {
    const CLOUD: &'static str = "ucloud";
    type Config = Config;
    const EXPIRED_CREDENTIAL_CODES: &'static [&'static str] = &["174"];

    fn decode_envelope(reply: &HttpResponse) -> Result<Value> {
        check_status(reply, error::parse_uai_error)
    }

    fn request_id(reply: &HttpResponse) -> Option<String> {
        request_id(reply)
    }
}

/// The unsigned `POST /` of these parameters. `Region`, `Zone` and `ProjectId` are taken from
/// `config` where the parameters don't hold them; what neither holds is not sent at all,
/// nor is an empty text of `config`.
///
/// ```
/// use tingji_signing_core::Params;
/// use tingji_ucloud::protocol::{Config, form_request};
///
/// let config = Config { region: Some("cn-bj2".into()), ..Config::default() };
/// let draft = form_request(Params::new("StopUAIService"), &config);
/// assert!(format!("{draft:?}").contains("Action=StopUAIService&Region=cn-bj2"));
/// ```
pub fn form_request(mut params: Params, config: &Config) -> UnsignedRequest {
    let common = [("Region", &config.region), ("Zone", &config.zone), ("ProjectId", &config.project_id)];
    for (key, value) in common {
        if params.get(key).is_none() {
            params.push_if_some(key, value.as_deref().filter(|text| !text.is_empty()));
        }
    }
    UnsignedRequest::new(Method::POST, "/").body(FORM_CONTENT_TYPE, params.to_form())
}

/// The body of a success: HTTP 200, a JSON object, and `RetCode` 0 (or `"0"`).
///
/// # Errors
///
/// The vendor's error, its kind by [`error::error_kind`]; [`HttpResponse::unexpected_response`] for any other
/// status and for what is no JSON; [`ErrorKind::Decode`] for JSON without a `RetCode`.
pub fn decode_envelope(reply: &HttpResponse) -> Result<Value> {
    check_status(reply, error::parse_error)
}

/// A success as this type, read [straight](HttpResponse::deserialize_body); `None` for all else.
pub fn parse_fast_path<T: DeserializeOwned>(reply: &HttpResponse) -> Option<T> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Envelope {
        ret_code: Value,
    }
    let envelope: Envelope = (reply.status == 200).then(|| reply.deserialize_body()).flatten()?;
    if envelope.ret_code == 0 { reply.deserialize_body() } else { None }
}

fn check_status(reply: &HttpResponse, error: fn(i64, &Value) -> Error) -> Result<Value> {
    let body = reply.json().filter(|_| reply.status == 200).ok_or_else(|| reply.unexpected_response())?;
    match ret_code(&body) {
        Some(0) => Ok(body),
        Some(code) => Err(error(code, &body)),
        // The body is not quoted: an instance in it may carry its password.
        None => Err(Error::new(ErrorKind::Decode, "the answer is JSON without a RetCode, so not this API's")),
    }
}

/// The vendor's id of the request: the header `X-UCLOUD-REQUEST-UUID`.
pub fn request_id(reply: &HttpResponse) -> Option<String> {
    reply.header("x-ucloud-request-uuid").filter(|id| !id.is_empty())
}

/// Where the page after one of this many rows starts; `None` after the last. Never beyond the total,
/// which would be an error.
pub fn next_offset(offset: u32, limit: u32, rows: usize, total: Option<i64>) -> Option<u32> {
    let rows = u32::try_from(rows).ok().filter(|rows| *rows > 0)?;
    let next = offset.checked_add(rows)?;
    let more = total.map_or(limit > 0 && rows >= limit, |total| i64::from(next) < total);
    more.then_some(next)
}

/// Refuses the end of a list that is not its end: an empty page before the total. Whoever looks for
/// an instance must not take it for "not there".
///
/// # Errors
///
/// [`ErrorKind::Decode`].
pub fn require_complete_list(offset: u32, rows: usize, total: Option<i64>) -> Result<()> {
    match total {
        Some(total) if rows == 0 && total > i64::from(offset) => {
            let message = format!("the list of {total} ends after {offset}");
            Err(Error::new(ErrorKind::Decode, message))
        }
        _ => Ok(()),
    }
}

/// Documented as a number; some backends send it as text.
fn ret_code(body: &Value) -> Option<i64> {
    match body.get("RetCode")? {
        Value::String(text) => text.trim().parse().ok(),
        number => number.as_i64(),
    }
}
