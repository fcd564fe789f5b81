//! [`Ecs`]: the rules that every request and response of the ECS API follows.

use serde_json::{Map, Value, json};
use tingji_core::Result;
use tingji_core::operation::{HttpResponse, Protocol};
use tingji_core::rate_limit::RateLimit;

use crate::error::{self, ApiError};

/// The ECS API, version 2020-04-01.
#[derive(Clone, Copy, Debug)]
pub struct Ecs;

impl Protocol for Ecs {
    const CLOUD: &'static str = "volcengine";
    /// The region, such as `cn-beijing`.
    type Config = String;
    /// Four reads a second, in bursts of at most ten. The vendor publishes no limit; its own Terraform
    /// provider limits itself to this rate.
    const DEFAULT_READ_RATE: Option<RateLimit> = Some(RateLimit::per_second(4, 10));
    const EXPIRED_CREDENTIAL_CODES: &'static [&'static str] =
        &["ExpiredToken", "SessionTokenInvalid", "InvalidSecretToken"];

    /// Returns the `Result` object of a response. The vendor reports a passed dry run as HTTP 412 with an
    /// error code; here it becomes `{"DryRunPassed": true}`.
    fn decode_envelope(response: &HttpResponse) -> Result<Value> {
        let Some(mut body) = response.json() else { return Err(response.unexpected_response()) };
        match ApiError::parse(&body) {
            Some(error) if error.is_passed_dry_run() => return Ok(json!({ "DryRunPassed": true })),
            Some(error) => return Err(error.into_error(response.status)),
            None => {}
        }
        if !response.is_success() || !body.get("ResponseMetadata").is_some_and(Value::is_object) {
            return Err(response.unexpected_response());
        }
        match body.get_mut("Result").map(Value::take) {
            None | Some(Value::Null) => Ok(Value::Object(Map::new())),
            Some(result) => Ok(result),
        }
    }

    fn region(config: &String) -> Option<&str> {
        Some(config)
    }

    fn request_id(response: &HttpResponse) -> Option<String> {
        error::request_id(response)
    }
}
