//! [`EcsError`]: refusals of ECS and of its gateway.
//!
//! <https://www.volcengine.com/docs/6369/68677> lists the gateway's codes.

use serde_json::Value;
use tingji_signing_core::VerifyError;

use crate::http::params::InvalidParam;
use crate::http::raw_request::RawRequest;
use crate::vendors::call::AuthError;
use crate::vendors::vendor_error::VendorError;

/// The `Result` of a response, or a refusal.
pub(super) type EcsResult = Result<Value, EcsError>;

/// A refusal. Refusals of the gateway also have a number.
#[derive(Debug)]
pub(super) struct EcsError {
    pub(super) number: Option<u32>,
    pub(super) error: VendorError,
}

impl EcsError {
    /// A refusal of the gateway.
    pub(super) fn gateway(status: u16, number: u32, code: &'static str, message: impl Into<String>) -> Self {
        Self { number: Some(number), error: VendorError::new(status, code, message) }
    }
}

impl From<VendorError> for EcsError {
    fn from(error: VendorError) -> Self {
        Self { number: None, error }
    }
}

impl From<InvalidParam> for EcsError {
    /// Guess: the code of all invalid values; the vendor documents codes for some parameters only.
    fn from(InvalidParam(_): InvalidParam) -> Self {
        VendorError::new(400, "InvalidArgument", "The specified argument is invalid.").into()
    }
}

/// The refusal of a missing parameter.
pub(super) fn missing_param(code: &'static str, name: &str) -> VendorError {
    VendorError::new(400, code, format!("The required parameter {name} is not supplied."))
}

/// The refusal of a signature.
pub(super) fn auth_error(request: &RawRequest, error: &AuthError) -> EcsError {
    match &error.problem {
        // The real gateway sends this code; its own table has MissingAuthenticationToken.
        VerifyError::MissingSignature => EcsError::gateway(
            400,
            100_025,
            "InvalidCredential",
            "The Credential in the request is missing or invalid.",
        ),
        VerifyError::Malformed(part) => malformed_authorization(request, part),
        VerifyError::HeaderNotSigned(name) => {
            let message = format!("The header {name} must be signed.");
            EcsError::gateway(400, 100_024, "InvalidAuthorization", message)
        }
        VerifyError::UnknownAccessKey => EcsError::gateway(
            401,
            100_009,
            "InvalidAccessKey",
            "The access key is invalid or does not exist.",
        ),
        VerifyError::MissingToken | VerifyError::TokenMismatch => EcsError::gateway(
            401,
            100_026,
            "InvalidSecretToken",
            "The security token is invalid or has expired.",
        ),
        // ECS's table has status 403 here, the platform's table 400.
        VerifyError::Expired(_) | VerifyError::ClockSkew(_) => EcsError::gateway(
            403,
            100_006,
            "InvalidTimestamp",
            "The signature of the request has expired or is from the future.",
        ),
        _ => EcsError::gateway(
            401,
            100_010,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your secret key and signing method.",
        ),
    }
}

/// The refusal of an authorization that cannot be parsed. For a header, the gateway names the missing part.
fn malformed_authorization(request: &RawRequest, part: &str) -> EcsError {
    if let Some(authorization) = request.header("authorization") {
        if request.header("x-date").is_none() {
            let message = "The required request info X-Date is missing.";
            return EcsError::gateway(400, 100_004, "MissingRequestInfo", message);
        }
        if !authorization.contains("Signature=") {
            let message = "The request is missing a signature.";
            return EcsError::gateway(401, 100_005, "MissingSignature", message);
        }
    }
    let message = format!("The authorization is invalid: {part}.");
    EcsError::gateway(400, 100_024, "InvalidAuthorization", message)
}
