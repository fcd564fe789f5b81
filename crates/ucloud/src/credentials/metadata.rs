//! Metadata service of UCloud's hosts.

use http::Method;
use tingji_core::auth::{CredentialsProvider, ProvideCredentials, TemporaryCredentials};
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

/// Temporary keys of the role assigned to a host. The default chain does not use this source, because the
/// vendor's tools use it only on request.
///
/// <https://github.com/ucloud/ucloud-sdk-go>
#[derive(Clone, Debug)]
pub struct Metadata {
    fetch: HttpFetch,
    path: String,
}

impl Metadata {
    /// Creates a source for the host's own keys, with version 1 of the service.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if the metadata service is turned off.
    pub fn new(surroundings: &CredentialContext) -> Result<Self> {
        Self::at(surroundings, "/meta-data/v1/uam/security-credentials".to_owned())
    }

    /// Creates a source for the keys of a role, with version 2 of the service.
    ///
    /// # Errors
    ///
    /// Errors of [`Metadata::new`], and [`ErrorKind::Config`] if the role name is invalid.
    pub fn of_role(surroundings: &CredentialContext, role: &str) -> Result<Self> {
        if role.is_empty() || !role.bytes().all(is_role_byte) {
            return Err(Error::new(ErrorKind::Config, format!("{role:?} is not a valid role name")));
        }
        Self::at(surroundings, format!("/meta-data/v2/iam/security-credentials/{role}"))
    }

    /// A source at this path of the service, unless the service is turned off.
    fn at(surroundings: &CredentialContext, path: String) -> Result<Self> {
        match HttpFetch::for_metadata(surroundings, BASE_URL)? {
            Some(fetch) => Ok(Self { fetch, path }),
            None => Err(Error::new(ErrorKind::Config, "the metadata service is turned off")),
        }
    }
}

fn is_role_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)
}

impl ProvideCredentials for Metadata {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        Box::pin(async move {
            let reply = self.fetch.send(UnsignedRequest::new(Method::GET, self.path.as_str())).await?;
            let answer =
                reply.json().filter(|_| reply.is_success()).ok_or_else(|| reply.unexpected_response())?;
            JsonFields::new(&answer, "the answer of UCloud's metadata service")
                .object("Data")
                .temporary_credentials(&RESPONSE_FIELDS)
        })
    }
}

impl From<Metadata> for CredentialsProvider {
    fn from(source: Metadata) -> Self {
        Self::Dynamic(std::sync::Arc::new(source))
    }
}
