//! Constants and helpers that the credential providers share.

use tingji_core::credentials::FieldNames;
use tingji_core::{Error, ErrorKind, Message, Result};

/// Endpoint of the token service (STS), the same for all regions.
pub(super) const STS_ENDPOINT: &str = "https://sts.volcengineapi.com";
/// Version of the STS API.
pub(super) const STS_VERSION: &str = "2018-01-01";

/// Fields of issued keys. STS and the metadata service name the expiry differently.
pub(super) const ISSUED_FIELDS: FieldNames = FieldNames {
    key: &["AccessKeyId"],
    secret: &["SecretAccessKey"],
    token: &["SessionToken"],
    expires: &["ExpiredTime", "Expiration"],
};

pub(super) fn credentials_error<T>(message: impl Into<Message>) -> Result<T> {
    Err(Error::new(ErrorKind::Credentials, message))
}
