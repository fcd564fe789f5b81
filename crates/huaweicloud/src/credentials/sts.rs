//! Constants and helpers that the credential providers share.

use tingji_core::credentials::{CredentialContext, FieldNames};
use tingji_core::operation::HttpResponse;
use tingji_core::{Error, ErrorKind, Message, Result};

use crate::endpoint::DEFAULT_REGION;
use crate::error::ApiError;

/// Fields of issued keys. The services use three spellings for the same fields.
pub(super) const ISSUED_FIELDS: FieldNames = FieldNames {
    key: &["access", "access_key_id", "accessKeyId"],
    secret: &["secret", "secret_access_key", "secretAccessKey"],
    token: &["securitytoken", "security_token", "securityToken"],
    expires: &["expires_at", "expiration", "expiresAt"],
};

/// Returns the region whose token service is used.
pub(super) fn token_service_region(context: &CredentialContext) -> &str {
    context.region().unwrap_or(DEFAULT_REGION)
}

pub(super) fn credentials_error<T>(message: impl Into<Message>) -> Result<T> {
    Err(Error::new(ErrorKind::Credentials, message))
}

/// Parses a service's error response.
pub(super) fn parse_error(response: &HttpResponse) -> Error {
    let fault = response.json().and_then(|body| ApiError::parse(&body));
    fault.map_or_else(|| response.unexpected_response(), |fault| fault.into_error(response))
}
