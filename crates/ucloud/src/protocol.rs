//! The RPC protocol that UCloud and CompShare share: a request is a form, a response is a JSON object with
//! a `RetCode`.
//!
//! This module is independent of the product. Another product defines its own [`Protocol`] type from
//! [`decode_envelope`] and [`request_id`], and builds its requests with [`operation_request`].
//!
//! <https://docs.ucloud.cn/api/summary/public>

use http::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tingji_core::operation::{HttpResponse, Operation, Protocol, UnsignedRequest};
use tingji_core::params::{self, ListStyle, to_pairs};
use tingji_core::{Error, ErrorKind, Result};
use tingji_signing_core::Params;

use crate::error;

const FORM_CONTENT_TYPE: &str = "application/x-www-form-urlencoded";

/// Settings of a client that apply to operations which do not set them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Region, such as `cn-bj2`.
    pub region: Option<String>,
    /// Zone, such as `cn-bj2-04`.
    pub zone: Option<String>,
    /// Project id. Sub-accounts must set one; other accounts have a default project.
    pub project_id: Option<String>,
}

/// UCloud's API for UAI-Inference.
#[derive(Clone, Copy, Debug)]
pub struct Rpc;

impl Protocol for Rpc {
    const CLOUD: &'static str = "ucloud";
    type Config = Config;
    const EXPIRED_CREDENTIAL_CODES: &'static [&'static str] = &["174"];

    fn decode_envelope(reply: &HttpResponse) -> Result<Value> {
        check_status(reply, error::parse_uai_error)
    }

    fn region(config: &Config) -> Option<&str> {
        config.region.as_deref()
    }

    fn request_id(reply: &HttpResponse) -> Option<String> {
        request_id(reply)
    }
}

/// Builds the unsigned `POST /` request. `Region`, `Zone` and `ProjectId` come from `config` unless the
/// parameters set them. Values that are missing or empty in both are not sent.
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

/// Builds the unsigned request of an operation from its declared parameters, see [`form_request`].
///
/// # Errors
///
/// [`ErrorKind::InvalidRequest`] for a parameter that has no text.
pub fn operation_request<O: Operation + params::SerializeParams>(
    operation: &O,
    config: &Config,
) -> Result<UnsignedRequest> {
    Ok(form_request(operation_params(operation)?, config))
}

/// Returns the declared parameters of an operation after its name, the `Action`.
pub(crate) fn operation_params<O: Operation + params::SerializeParams>(operation: &O) -> Result<Params> {
    let mut params = Params::new(O::NAME);
    for (name, text) in to_pairs(operation, ListStyle::FromZero)? {
        params.push(name, text);
    }
    Ok(params)
}

/// Returns the body of a successful response: HTTP 200, a JSON object, and `RetCode` 0 (or `"0"`).
///
/// # Errors
///
/// The vendor's error, with the kind of [`error::error_kind`]; [`HttpResponse::unexpected_response`] for another HTTP
/// status and for a body that is not JSON; [`ErrorKind::Decode`] for JSON without a `RetCode`.
pub fn decode_envelope(reply: &HttpResponse) -> Result<Value> {
    check_status(reply, error::parse_error)
}

/// Decodes a successful response directly into `T`, without an intermediate JSON value. Returns `None` for
/// every other response.
pub fn parse_fast_path<T: DeserializeOwned>(reply: &HttpResponse) -> Option<T> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Envelope {
        ret_code: Value,
    }
    if reply.status != 200 {
        return None;
    }
    let envelope: Envelope = reply.deserialize_body()?;
    if envelope.ret_code == 0 { reply.deserialize_body() } else { None }
}

fn check_status(reply: &HttpResponse, error: fn(i64, &Value) -> Error) -> Result<Value> {
    let body = reply.json().filter(|_| reply.status == 200).ok_or_else(|| reply.unexpected_response())?;
    match ret_code(&body) {
        Some(0) => Ok(body),
        Some(code) => Err(error(code, &body)),
        // The error does not quote the body, because an instance in it may contain a password.
        None => Err(Error::new(
            ErrorKind::Decode,
            "the response is JSON without a RetCode, so it does not come from this API",
        )),
    }
}

/// Returns the vendor's request id from the header `X-UCLOUD-REQUEST-UUID`.
pub fn request_id(reply: &HttpResponse) -> Option<String> {
    reply.header("x-ucloud-request-uuid").filter(|id| !id.is_empty())
}

/// Returns the offset of the next page, or `None` after the last page. Never returns an offset beyond the
/// total, which the vendor rejects.
pub fn next_offset(offset: u32, limit: u32, rows: usize, total: Option<i64>) -> Option<u32> {
    let rows = u32::try_from(rows).ok().filter(|rows| *rows > 0)?;
    let next = offset.checked_add(rows)?;
    let more = total.map_or(limit > 0 && rows >= limit, |total| i64::from(next) < total);
    more.then_some(next)
}

/// Rejects a list that ends before its total: an empty page although more entries exist. Otherwise later
/// instances would look deleted.
///
/// # Errors
///
/// [`ErrorKind::Decode`].
pub fn require_complete_list(offset: u32, rows: usize, total: Option<i64>) -> Result<()> {
    match total {
        Some(total) if rows == 0 && total > i64::from(offset) => {
            let message = format!("the list has {total} entries but ends after {offset}");
            Err(Error::new(ErrorKind::Decode, message))
        }
        _ => Ok(()),
    }
}

/// The vendor documents `RetCode` as a number; some backends send text.
fn ret_code(body: &Value) -> Option<i64> {
    match body.get("RetCode")? {
        Value::String(text) => text.trim().parse().ok(),
        number => number.as_i64(),
    }
}
