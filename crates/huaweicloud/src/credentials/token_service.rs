//! Constants and helpers that the credential providers share.

use tingji_core::credentials::{CredentialContext, FieldNames};
use tingji_core::operation::HttpResponse;
use tingji_core::{Error, ErrorKind, Result};

use crate::endpoint::DEFAULT_REGION;
use crate::error::ApiError;

/// The services spell the same four fields in three ways.
pub(super) const ISSUED_FIELDS: FieldNames = FieldNames {
    key: &["access", "access_key_id", "accessKeyId"],
    secret: &["secret", "secret_access_key", "secretAccessKey"],
    token: &["securitytoken", "security_token", "securityToken"],
    expires: &["expires_at", "expiration", "expiresAt"],
};

/// The region that a token service is asked in.
pub(super) fn token_service_region(surroundings: &CredentialContext) -> &str {
    surroundings.region().unwrap_or(DEFAULT_REGION)
}

pub(super) fn credentials_error<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::Credentials, message))
}

/// A service's own refusal, or that it is none.
pub(super) fn parse_error(reply: &HttpResponse) -> Error {
    let fault = reply.json().and_then(|body| ApiError::parse(&body));
    fault.map_or_else(|| reply.unexpected_response(), |fault| fault.into_error(reply))
}
