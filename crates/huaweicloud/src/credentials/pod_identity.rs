//! [`PodIdentity`]: temporary keys from the agent of a container.

use http::Method;
use http::header::AUTHORIZATION;
use serde_json::Value;
use tingji_core::auth::{CredentialsProvider, ProvideCredentials, TemporaryCredentials};
use tingji_core::credentials::{CredentialContext, HttpFetch, JsonFields};
use tingji_core::endpoint::Endpoint;
use tingji_core::operation::UnsignedRequest;
use tingji_core::{BoxFuture, Result, UnixTime};

use super::token_service::{ISSUED_FIELDS, credentials_error};

pub(super) const CREDENTIALS_URI_ENV: &str = "HC_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN_FILE_ENV: &str = "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// Provider of the keys of a container's service account. Plain HTTP is allowed only to loopback and to
/// the link-local addresses of metadata services.
///
/// <https://github.com/huaweicloud/huaweicloud-sdk-python-v3>
#[derive(Clone, Debug)]
pub struct PodIdentity {
    context: CredentialContext,
    fetch: HttpFetch,
}

impl PodIdentity {
    /// Reads the variables `HC_CONTAINER_CREDENTIALS_FULL_URI` and `HC_CONTAINER_AUTHORIZATION_TOKEN_FILE`.
    /// Returns `None` if the first is not set.
    ///
    /// # Errors
    ///
    /// [`Credentials`](tingji_core::ErrorKind::Credentials) if the second variable is not set,
    /// [`Config`](tingji_core::ErrorKind::Config) if the first is not a URL, or an unsafe one.
    pub fn from_env(context: &CredentialContext) -> Result<Option<Self>> {
        let Some(url) = context.var(CREDENTIALS_URI_ENV) else { return Ok(None) };
        if context.var(TOKEN_FILE_ENV).is_none() {
            return credentials_error(format!(
                "the variable {TOKEN_FILE_ENV} is not set, but {CREDENTIALS_URI_ENV} requires it"
            ));
        }
        let fetch = HttpFetch::for_local_service(context, Endpoint::metadata(&url)?)?;
        Ok(Some(Self { context: context.clone(), fetch }))
    }

    async fn request_credentials(&self) -> Result<TemporaryCredentials> {
        let token = self.context.variable_file(TOKEN_FILE_ENV)?.map(|file| file.text).unwrap_or_default();
        let request =
            UnsignedRequest::new(Method::POST, "").header(AUTHORIZATION, token.expose_secret().trim());
        let response = self.fetch.send(request.body("application/json", "{}")).await?;
        let answer = response
            .json()
            .filter(|_| response.is_success())
            .ok_or_else(|| response.unexpected_response())?;
        let fields = JsonFields::new(&answer, "the response of the pod's agent");
        let wrapper = ["credential", "credentials"]
            .into_iter()
            .find(|name| answer.get(name).is_some_and(Value::is_object));
        wrapper.map_or(fields, |name| fields.object(name)).temporary_credentials(&ISSUED_FIELDS)
    }
}

impl ProvideCredentials for PodIdentity {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        Box::pin(self.request_credentials())
    }
}

impl From<PodIdentity> for CredentialsProvider {
    fn from(source: PodIdentity) -> Self {
        Self::Dynamic(std::sync::Arc::new(source))
    }
}
