//! Baidu's refusals that several operations share.
//!
//! <https://cloud.baidu.com/doc/BCC/s/Ojwvyo6nc> lists the error codes.

use tingji_signing_core::VerifyError;

use crate::http::params::InvalidParam;
use crate::vendors::call::AuthError;
use crate::vendors::vendor_error::VendorError;

/// The refusal of a signature.
pub(super) fn auth_error(error: &AuthError) -> VendorError {
    match &error.problem {
        VerifyError::MissingSignature => VendorError::new(403, "AccessDenied", "Access denied."),
        VerifyError::Malformed(part) => VendorError::new(
            400,
            "InvalidHTTPAuthHeader",
            format!("The HTTP authorization header is invalid: {part}."),
        ),
        VerifyError::UnknownAccessKey => {
            VendorError::new(403, "InvalidAccessKeyId", "The access key ID you provided does not exist.")
        }
        VerifyError::Expired(_) | VerifyError::ClockSkew(_) => VendorError::new(
            400,
            "RequestExpired",
            "Request has expired. Timestamp date is too far from the server's.",
        ),
        // The vendor's page on failed signatures names a missing session token among the causes.
        _ => VendorError::new(
            400,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided.",
        ),
    }
}

/// The refusal of a parameter with an invalid value.
pub(super) fn invalid_param(InvalidParam(name): InvalidParam) -> VendorError {
    bad_request(&format!("The parameter {name} is invalid."))
}

pub(super) fn bad_request(message: &str) -> VendorError {
    VendorError::new(400, "BadRequest", message)
}

/// The refusal of a JSON body with a wrong type or a missing field.
pub(super) fn inappropriate_json(problem: &str) -> VendorError {
    VendorError::new(
        400,
        "InappropriateJSON",
        format!("The JSON you provided was well-formed and valid, but not appropriate: {problem}."),
    )
}
