//! The metadata service of UCloud's hosts.

use http::Method;
use tingji_core::auth::{KeyProvider, ProvideCredentials, TemporaryCredentials};
use tingji_core::credentials::{CredentialContext, FieldNames, HttpFetch, JsonFields};
use tingji_core::operation::UnsignedRequest;
use tingji_core::{BoxFuture, Error, ErrorKind, Result, UnixTime};

const BASE_URL: &str = "http://100.80.80.80";

const RESPONSE_FIELDS: FieldNames = FieldNames {
    key: &["PublicKey", "AccessKeyId"],
    secret: &["PrivateKey", "AccessKeySecret"],
    token: &["SecurityToken"],
    expires: &["Expiration"],
};

/// The keys of the role that a host has been given. No tool of the vendor's asks for them unless told
/// to, so they are used only by who names this source.
///
/// <https://github.com/ucloud/ucloud-sdk-go>
#[derive(Clone, Debug)]
pub struct Metadata {
    fetch: HttpFetch,
    path: String,
}

impl Metadata {
    /// The host's own keys, by version 1 of the service.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if the surroundings forbid it.
    pub fn new(surroundings: &CredentialContext) -> Result<Self> {
        Self::at(surroundings, "/meta-data/v1/uam/security-credentials".to_owned())
    }

    /// The keys of this role, by version 2 of the service.
    ///
    /// # Errors
    ///
    /// As [`Metadata::new`]; [`ErrorKind::Config`] if this can't be a role's name.
    pub fn of_role(surroundings: &CredentialContext, role: &str) -> Result<Self> {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if role.is_empty() || !role.bytes().all(is_part) {
            return Err(Error::new(ErrorKind::Config, format!("{role:?} is no role")));
        }
        Self::at(surroundings, format!("/meta-data/v2/iam/security-credentials/{role}"))
    }

    fn at(surroundings: &CredentialContext, path: String) -> Result<Self> {
        let off = || Error::new(ErrorKind::Config, "the metadata service is turned off");
        Ok(Self { fetch: HttpFetch::metadata(surroundings, BASE_URL)?.ok_or_else(off)?, path })
    }
}

impl ProvideCredentials for Metadata {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        Box::pin(async move {
            let reply = self.fetch.send(UnsignedRequest::new(Method::GET, self.path.as_str())).await?;
            let answer =
                reply.json().filter(|_| reply.is_success()).ok_or_else(|| reply.unexpected_response())?;
            JsonFields::new(&answer, "the answer of UCloud's metadata service")
                .inner("Data")
                .issued(&RESPONSE_FIELDS)
        })
    }
}

impl From<Metadata> for KeyProvider {
    fn from(source: Metadata) -> Self {
        Self::Dynamic(std::sync::Arc::new(source))
    }
}
