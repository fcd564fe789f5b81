//! [`ModelArts`] and [`Iam`]: the rules that the requests and responses of the two APIs follow.

use serde_json::Value;
use tingji_core::operation::{HttpResponse, Protocol};
use tingji_core::rate_limit::RateLimit;
use tingji_core::{Error, Result, UnixTime};

use crate::error::{self, ApiError, rate_limit, server_time};

/// Content type of a JSON body as IAM's pages write it.
pub(crate) const IAM_JSON: &str = "application/json;charset=utf8";
/// Response header with a new IAM token. [`Iam`] adds its value to the payload under this name.
pub(crate) const SUBJECT_TOKEN: &str = "x-subject-token";

/// The ModelArts API, version 1.
#[derive(Clone, Copy, Debug)]
pub struct ModelArts;

/// The project of a client: the first part of every path of ModelArts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProjectRef {
    /// Region of the project, such as `cn-north-4`.
    pub region: String,
    /// Id of the project.
    pub id: String,
}

impl ProjectRef {
    /// Names the project with this id in this region.
    pub(crate) fn new(region: String, id: String) -> Self {
        Self { region, id }
    }
}

impl Protocol for ModelArts {
    const CLOUD: &'static str = "huaweicloud";
    /// The project, with its region.
    type Config = ProjectRef;
    /// Codes for a token that has expired or was revoked earlier.
    const EXPIRED_CREDENTIAL_CODES: &'static [&'static str] = &["ModelArts.0202", "APIGW.0307", "APIG.0307"];

    fn decode_envelope(response: &HttpResponse) -> Result<Value> {
        let Some(body) = response.json() else { return Err(response.unexpected_response()) };
        match error_in(response, &body) {
            Some(error) => Err(error.into_error(response)),
            None if response.is_success() && body.is_object() => Ok(body),
            None => Err(response.unexpected_response()),
        }
    }

    fn region(project: &ProjectRef) -> Option<&str> {
        Some(&project.region)
    }

    fn request_id(response: &HttpResponse) -> Option<String> {
        response.header("x-request-id").or_else(|| error::request_id(response))
    }

    fn server_time(error: &Error) -> Option<UnixTime> {
        server_time(error.message())
    }

    fn rate_limit(error: &Error) -> Option<RateLimit> {
        rate_limit(error.message())
    }
}

/// The IAM API, version 3.
#[derive(Clone, Copy, Debug)]
pub struct Iam;

impl Protocol for Iam {
    const CLOUD: &'static str = "huaweicloud";
    /// The region.
    type Config = String;

    fn decode_envelope(response: &HttpResponse) -> Result<Value> {
        let Some(mut body) = response.json() else { return Err(response.unexpected_response()) };
        match (error_in(response, &body), body.as_object_mut()) {
            (Some(error), _) => Err(error.into_error(response)),
            (None, Some(fields)) if response.is_success() => {
                if let Some(token) = response.header(SUBJECT_TOKEN) {
                    fields.insert(SUBJECT_TOKEN.to_owned(), token.into());
                }
                Ok(body)
            }
            (None, _) => Err(response.unexpected_response()),
        }
    }

    fn request_id(response: &HttpResponse) -> Option<String> {
        response.header("x-iam-trace-id").or_else(|| response.header("x-request-id"))
    }
}

/// Returns the error in a body. A successful response may carry one as well.
fn error_in(response: &HttpResponse, body: &Value) -> Option<ApiError> {
    if response.is_success() { ApiError::parse_in_success(body) } else { ApiError::parse(body) }
}
