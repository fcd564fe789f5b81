//! [`EcsMetadata`]: temporary keys from the metadata service of an ECS.

use http::{HeaderName, Method};
use tingji_core::auth::{CredentialsProvider, ProvideCredentials, TemporaryCredentials};
use tingji_core::credentials::{CredentialContext, HttpFetch, JsonFields};
use tingji_core::operation::UnsignedRequest;
use tingji_core::{BoxFuture, Result, Secret, UnixTime};

use super::token_service::{ISSUED_FIELDS, credentials_error};

const METADATA_ENDPOINT: &str = "http://169.254.169.254";
const TOKEN_TTL_HEADER: HeaderName = HeaderName::from_static("x-metadata-token-ttl-seconds");
const TOKEN_HEADER: HeaderName = HeaderName::from_static("x-metadata-token");

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
        let token = String::from_utf8_lossy(&reply.body).trim().to_owned();
        if reply.is_success() && !token.is_empty() {
            Ok(Some(Secret::new(token)))
        } else {
            Err(reply.unexpected_response())
        }
    }

    async fn request_credentials(&self) -> Result<TemporaryCredentials> {
        let mut request = UnsignedRequest::new(Method::GET, "/openstack/latest/securitykey");
        if let Some(token) = self.token().await? {
            request = request.header(TOKEN_HEADER, token.expose_secret());
        }
        let reply = self.fetch.send(request).await?;
        if reply.status == 401 && String::from_utf8_lossy(&reply.body).contains("Cloud Service Agency") {
            return credentials_error("no agency is attached to this machine: attach one in the ECS console");
        }
        let response =
            reply.json().filter(|_| reply.is_success()).ok_or_else(|| reply.unexpected_response())?;
        JsonFields::new(&response, "the response of the metadata service of ECS")
            .object("credential")
            .temporary_credentials(&ISSUED_FIELDS)
    }
}

impl ProvideCredentials for EcsMetadata {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        Box::pin(self.request_credentials())
    }
}

impl From<EcsMetadata> for CredentialsProvider {
    fn from(source: EcsMetadata) -> Self {
        Self::Dynamic(std::sync::Arc::new(source))
    }
}
