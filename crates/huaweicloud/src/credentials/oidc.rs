//! [`OidcAgency`]: temporary keys of an agency, for an OIDC token.

use http::Method;
use serde_json::json;
use tingji_core::auth::{CredentialsProvider, ProvideCredentials, TemporaryCredentials};
use tingji_core::credentials::{CredentialContext, HttpFetch, JsonFields};
use tingji_core::operation::UnsignedRequest;
use tingji_core::{BoxFuture, Result, Secret, UnixTime};

use super::token_service::{ISSUED_FIELDS, credentials_error, parse_error, token_service_region};
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
        let Some(agency_urn) = context.var("HUAWEICLOUD_OIDC_AGENCY_URN") else {
            return missing_variable(context, "HUAWEICLOUD_OIDC_AGENCY_URN");
        };
        if context.first_set(&["HUAWEICLOUD_OIDC_ID_TOKEN", "HUAWEICLOUD_OIDC_TOKEN_FILE"]).is_none() {
            return missing_variable(context, "HUAWEICLOUD_OIDC_TOKEN_FILE");
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

    async fn request_credentials(&self) -> Result<TemporaryCredentials> {
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
        JsonFields::new(&answer, "the response of the token service")
            .object("credentials")
            .temporary_credentials(&ISSUED_FIELDS)
    }
}

fn missing_variable<T>(context: &CredentialContext, variable: &str) -> Result<T> {
    credentials_error(format!(
        "the variable {} is not set, but OIDC requires it",
        context.variable_name(variable)
    ))
}

impl ProvideCredentials for OidcAgency {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        Box::pin(self.request_credentials())
    }
}

impl From<OidcAgency> for CredentialsProvider {
    fn from(source: OidcAgency) -> Self {
        Self::Dynamic(std::sync::Arc::new(source))
    }
}
