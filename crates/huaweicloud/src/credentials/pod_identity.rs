//! [`PodIdentity`]: temporary keys from the agent of a container.

use http::Method;
use http::header::AUTHORIZATION;
use serde_json::Value;
use tingji_core::auth::{Identity, ProvideCredentials};
use tingji_core::credentials::{CredentialContext, HttpFetch, JsonFields, JsonLocation};
use tingji_core::endpoint::Endpoint;
use tingji_core::operation::UnsignedRequest;
use tingji_core::{BoxFuture, Credential, Result, UnixTime};

use super::sts::ISSUED_FIELDS;

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
        context.required_var(TOKEN_FILE_ENV, CREDENTIALS_URI_ENV)?;
        let fetch = HttpFetch::for_local_service(context, Endpoint::metadata(&url)?)?;
        Ok(Some(Self { context: context.clone(), fetch }))
    }

    async fn request_credentials(&self) -> Result<Credential> {
        let token = self.context.variable_file(TOKEN_FILE_ENV)?.map(|file| file.text).unwrap_or_default();
        let request =
            UnsignedRequest::new(Method::POST, "").header(AUTHORIZATION, token.expose_secret().trim());
        let response = self.fetch.send(request.body("application/json", "{}")).await?;
        let answer = response.require_json()?;
        let fields = JsonFields::new(&answer, JsonLocation::Response("the response of the pod's agent"));
        let wrapper = ["credential", "credentials"]
            .into_iter()
            .find(|name| answer.get(name).is_some_and(Value::is_object));
        wrapper.map_or(fields, |name| fields.object(name)).issued_credential(&ISSUED_FIELDS)
    }
}

impl ProvideCredentials for PodIdentity {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move { Ok(self.request_credentials().await?.into()) })
    }
}
