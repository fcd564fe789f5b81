//! Constants and helpers that the credential providers share.

use tingji_core::credentials::FieldNames;
use tingji_core::{Error, ErrorKind, Result};

/// The token service of all regions.
pub(super) const STS_ENDPOINT: &str = "https://sts.volcengineapi.com";
/// The version of its API.
pub(super) const STS_VERSION: &str = "2018-01-01";

/// The two actions of the token service and the metadata service name the end in two ways.
pub(super) const ISSUED_FIELDS: FieldNames = FieldNames {
    key: &["AccessKeyId"],
    secret: &["SecretAccessKey"],
    token: &["SessionToken"],
    expires: &["ExpiredTime", "Expiration"],
};

pub(super) fn credentials_error<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::Credentials, message))
}
