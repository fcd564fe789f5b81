//! [`OidcAgency`]: temporary keys of an agency, for an OIDC token.

use http::Method;
use serde_json::json;
use tingji_core::auth::{Identity, ProvideCredentials};
use tingji_core::credentials::{CredentialContext, HttpFetch, JsonFields, JsonLocation};
use tingji_core::operation::UnsignedRequest;
use tingji_core::{BoxFuture, Credential, Result, Secret, UnixTime};

use super::sts::{ISSUED_FIELDS, credentials_error, parse_error, token_service_region};
use crate::endpoint;

/// Default lifetime of the keys in seconds: one hour.
const DEFAULT_DURATION_SECS: u32 = 3600;

/// Provider of temporary keys of an agency, for an OIDC token. A token file is read again for each
/// request. The request is not signed.
///
/// <https://github.com/huaweicloud/huaweicloud-sdk-python-v3>
#[derive(Clone, Debug)]
pub struct OidcAgency {
    context: CredentialContext,
    fetch: HttpFetch,
    provider_urn: String,
    agency_urn: String,
}

impl OidcAgency {
    /// Reads the variables `HUAWEICLOUD_OIDC_…`. Returns `None` if they are not set.
    ///
    /// # Errors
    ///
    /// [`Credentials`](tingji_core::ErrorKind::Credentials) if the agency or the token is not set,
    /// [`Config`](tingji_core::ErrorKind::Config) if `HUAWEICLOUD_SDK_STS_ENDPOINT` is not a URL.
    pub fn from_env(context: &CredentialContext) -> Result<Option<Self>> {
        let Some(provider_urn) = context.var("HUAWEICLOUD_OIDC_PROVIDER_URN") else { return Ok(None) };
        let agency_urn = context.required_var("HUAWEICLOUD_OIDC_AGENCY_URN", "OIDC")?;
        if context.var("HUAWEICLOUD_OIDC_ID_TOKEN").is_none() {
            context.required_var("HUAWEICLOUD_OIDC_TOKEN_FILE", "OIDC")?;
        }
        let url = match context.var("HUAWEICLOUD_SDK_STS_ENDPOINT") {
            Some(url) => url,
            None => endpoint::sts_for_region(token_service_region(context)),
        };
        let fetch = HttpFetch::for_token_service(context, &url)?;
        Ok(Some(Self { context: context.clone(), fetch, provider_urn, agency_urn }))
    }

    fn token(&self) -> Result<Secret> {
        let variable = "HUAWEICLOUD_OIDC_TOKEN_FILE";
        let text = match self.context.var("HUAWEICLOUD_OIDC_ID_TOKEN") {
            Some(token) => Secret::new(token),
            None => self.context.variable_file(variable)?.map(|file| file.text).unwrap_or_default(),
        };
        let token = Secret::new(text.expose_secret().trim());
        if token.is_empty() { credentials_error("the OIDC token is empty") } else { Ok(token) }
    }

    async fn request_credentials(&self) -> Result<Credential> {
        let token = self.token()?;
        let duration = self.context.var("HUAWEICLOUD_OIDC_DURATION_SECONDS");
        let duration_secs: u32 = duration.and_then(|text| text.parse().ok()).unwrap_or(DEFAULT_DURATION_SECS);
        let session_name = self.context.var("HUAWEICLOUD_OIDC_SESSION_NAME");
        let mut body = json!({
            "provider_urn": self.provider_urn,
            "agency_urn": self.agency_urn,
            "agency_session_name": session_name.as_deref().unwrap_or("oidc-sts-session"),
            "id_token": token.expose_secret(),
            "duration_seconds": duration_secs,
        });
        if let Some(policy) = self.context.var("HUAWEICLOUD_OIDC_POLICY") {
            body["policy"] = policy.into();
        }
        if let Some(ids) = self.context.var("HUAWEICLOUD_OIDC_POLICY_IDS") {
            body["policy_ids"] = ids.split(',').map(str::trim).collect();
        }
        let request = UnsignedRequest::new(Method::POST, "/v5/agencies/assume-with-oidc");
        let response = self.fetch.send(request.body("application/json", body.to_string())).await?;
        let answer = response.json().filter(|_| response.is_success());
        let answer =
            answer.ok_or_else(|| parse_error(&response).redacted(std::iter::once(token.expose_secret())))?;
        JsonFields::new(&answer, JsonLocation::Response("the response of the token service"))
            .object("credentials")
            .issued_credential(&ISSUED_FIELDS)
    }
}

impl ProvideCredentials for OidcAgency {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move { Ok(self.request_credentials().await?.into()) })
    }
}
