//! Metadata service of UCloud's hosts.

use http::Method;
use tingji_core::auth::{Identity, ProvideCredentials};
use tingji_core::credentials::{CredentialContext, FieldNames, HttpFetch, JsonFields, JsonLocation};
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
    pub fn new(context: &CredentialContext) -> Result<Self> {
        Self::at(context, "/meta-data/v1/uam/security-credentials".to_owned())
    }

    /// Creates a source for the keys of a role, with version 2 of the service.
    ///
    /// # Errors
    ///
    /// Errors of [`Metadata::new`], and [`ErrorKind::Config`] if the role name is invalid.
    pub fn of_role(context: &CredentialContext, role: &str) -> Result<Self> {
        if role.is_empty() || !role.bytes().all(is_role_byte) {
            return Err(Error::new(ErrorKind::Config, format!("{role:?} is not a valid role name")));
        }
        Self::at(context, format!("/meta-data/v2/iam/security-credentials/{role}"))
    }

    /// A source at this path of the service, unless the service is turned off.
    fn at(context: &CredentialContext, path: String) -> Result<Self> {
        match HttpFetch::for_metadata(context, BASE_URL)? {
            Some(fetch) => Ok(Self { fetch, path }),
            None => Err(Error::new(ErrorKind::Config, "the metadata service is turned off")),
        }
    }
}

fn is_role_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)
}

impl ProvideCredentials for Metadata {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move {
            let reply = self.fetch.send(UnsignedRequest::new(Method::GET, self.path.as_str())).await?;
            let answer = reply.require_json()?;
            let location = JsonLocation::Response("the answer of UCloud's metadata service");
            let fields = JsonFields::new(&answer, location).object("Data");
            Ok(fields.issued_credential(&RESPONSE_FIELDS)?.into())
        })
    }
}
