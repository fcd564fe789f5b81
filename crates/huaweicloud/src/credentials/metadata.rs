//! [`EcsMetadata`]: temporary keys from the metadata service of an ECS.

use http::{HeaderName, Method};
use tingji_core::auth::{Identity, ProvideCredentials};
use tingji_core::credentials::{
    CredentialContext, FoundAccount, HttpFetch, JsonFields, JsonLocation, Origin,
};
use tingji_core::operation::UnsignedRequest;
use tingji_core::{BoxFuture, Credential, Result, Secret, UnixTime};

use super::pod_identity::PodIdentity;
use super::sts::{ISSUED_FIELDS, credentials_error};

const METADATA_ENDPOINT: &str = "http://169.254.169.254";
const TOKEN_TTL_HEADER: HeaderName = HeaderName::from_static("x-metadata-token-ttl-seconds");
const TOKEN_HEADER: HeaderName = HeaderName::from_static("x-metadata-token");

/// Returns the agency of this container or machine as a source, unless the metadata service is turned off.
pub(super) fn from_metadata(context: &CredentialContext) -> Result<Option<FoundAccount>> {
    if let Some(source) = PodIdentity::from_env(context)? {
        return Ok(Some(FoundAccount::new(source, Origin::Service("pod identity"))));
    }
    let source = EcsMetadata::new(context)?;
    Ok(source.map(|source| FoundAccount::new(source, Origin::Service("metadata service of ECS"))))
}

/// Provider of the temporary keys of the agency that is attached to this ECS.
///
/// <https://support.huaweicloud.com/intl/en-us/usermanual-ecs/ecs_03_0166.html>
#[derive(Clone, Debug)]
pub struct EcsMetadata {
    fetch: HttpFetch,
}

impl EcsMetadata {
    /// Uses the metadata service of this machine. Returns `None` if the service is turned off.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if the address can't be one of a metadata service.
    pub fn new(context: &CredentialContext) -> Result<Option<Self>> {
        Ok(HttpFetch::for_metadata(context, METADATA_ENDPOINT)?.map(|fetch| Self { fetch }))
    }

    /// Requests a session token. Returns `None` if the service is of the first version, which has no
    /// tokens.
    async fn token(&self) -> Result<Option<Secret>> {
        let request = UnsignedRequest::new(Method::PUT, "/meta-data/latest/api/token")
            .header(TOKEN_TTL_HEADER, "21600");
        let reply = self.fetch.send(request).await?;
        if [404, 405, 503].contains(&reply.status) {
            return Ok(None);
        }
        Ok(Some(Secret::new(reply.require_text()?)))
    }

    async fn request_credentials(&self) -> Result<Credential> {
        let mut request = UnsignedRequest::new(Method::GET, "/openstack/latest/securitykey");
        if let Some(token) = self.token().await? {
            request = request.header(TOKEN_HEADER, token.expose_secret());
        }
        let reply = self.fetch.send(request).await?;
        if reply.status == 401 && String::from_utf8_lossy(&reply.body).contains("Cloud Service Agency") {
            return credentials_error("no agency is attached to this machine: attach one in the ECS console");
        }
        let response = reply.require_json()?;
        JsonFields::new(&response, JsonLocation::Response("the response of the metadata service of ECS"))
            .object("credential")
            .issued_credential(&ISSUED_FIELDS)
    }
}

impl ProvideCredentials for EcsMetadata {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move { Ok(self.request_credentials().await?.into()) })
    }
}
