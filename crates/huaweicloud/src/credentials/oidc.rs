//! [`OidcAgency`]: keys of an agency, for who has an OIDC token.

use http::Method;
use serde_json::json;
use tingji_core::auth::{KeyProvider, ProvideCredentials, TemporaryCredentials};
use tingji_core::credentials::{CredentialContext, HttpFetch, JsonFields};
use tingji_core::operation::UnsignedRequest;
use tingji_core::{BoxFuture, Result, Secret, UnixTime};

use super::token_service::{ISSUED_FIELDS, credentials_error, parse_error, token_service_region};
use crate::endpoint;

/// Keys of an agency for an OIDC token; one in a file is read anew each time. Nothing is signed.
///
/// <https://github.com/huaweicloud/huaweicloud-sdk-python-v3>
#[derive(Clone, Debug)]
pub struct OidcAgency {
    surroundings: CredentialContext,
    fetch: HttpFetch,
    provider_urn: String,
    agency_urn: String,
}

impl OidcAgency {
    /// As `HUAWEICLOUD_OIDC_…` say; `None` if they don't.
    ///
    /// # Errors
    ///
    /// [`Credentials`](tingji_core::ErrorKind::Credentials) if the agency or the token is not named,
    /// [`Config`](tingji_core::ErrorKind::Config) if `HUAWEICLOUD_SDK_STS_ENDPOINT` is no URL.
    pub fn from_env(surroundings: &CredentialContext) -> Result<Option<Self>> {
        let Some(provider_urn) = surroundings.var("HUAWEICLOUD_OIDC_PROVIDER_URN") else { return Ok(None) };
        let missing = |variable: &str| {
            credentials_error(format!(
                "the variable {} is not set, which OIDC needs",
                surroundings.name(variable)
            ))
        };
        let Some(agency_urn) = surroundings.var("HUAWEICLOUD_OIDC_AGENCY_URN") else {
            return missing("HUAWEICLOUD_OIDC_AGENCY_URN").map(Some);
        };
        if surroundings.first(&["HUAWEICLOUD_OIDC_ID_TOKEN", "HUAWEICLOUD_OIDC_TOKEN_FILE"]).is_none() {
            return missing("HUAWEICLOUD_OIDC_TOKEN_FILE").map(Some);
        }
        let vendor = || endpoint::sts_for_region(token_service_region(surroundings));
        let url = surroundings.var("HUAWEICLOUD_SDK_STS_ENDPOINT").unwrap_or_else(vendor);
        let fetch = HttpFetch::service(surroundings, &url)?;
        Ok(Some(Self { surroundings: surroundings.clone(), fetch, provider_urn, agency_urn }))
    }

    fn token(&self) -> Result<Secret> {
        let variable = "HUAWEICLOUD_OIDC_TOKEN_FILE";
        let text = match self.surroundings.var("HUAWEICLOUD_OIDC_ID_TOKEN") {
            Some(token) => Secret::new(token),
            None => self.surroundings.variable_file(variable)?.map(|file| file.text).unwrap_or_default(),
        };
        let token = Secret::new(text.expose().trim());
        if token.is_empty() { credentials_error("the OIDC token is empty") } else { Ok(token) }
    }

    async fn request_credentials(&self) -> Result<TemporaryCredentials> {
        let token = self.token()?;
        let or =
            |variable: &str, usual: &str| self.surroundings.var(variable).unwrap_or_else(|| usual.to_owned());
        let seconds: u32 = or("HUAWEICLOUD_OIDC_DURATION_SECONDS", "3600").parse().unwrap_or(3600);
        let mut body = json!({
            "provider_urn": self.provider_urn,
            "agency_urn": self.agency_urn,
            "agency_session_name": or("HUAWEICLOUD_OIDC_SESSION_NAME", "oidc-sts-session"),
            "id_token": token.expose(),
            "duration_seconds": seconds,
        });
        if let Some(policy) = self.surroundings.var("HUAWEICLOUD_OIDC_POLICY") {
            body["policy"] = policy.into();
        }
        if let Some(ids) = self.surroundings.var("HUAWEICLOUD_OIDC_POLICY_IDS") {
            body["policy_ids"] = ids.split(',').map(str::trim).collect();
        }
        let draft = UnsignedRequest::new(Method::POST, "/v5/agencies/assume-with-oidc");
        let reply = self.fetch.send(draft.body("application/json", body.to_string())).await?;
        let answer = reply.json().filter(|_| reply.is_success());
        let answer = answer.ok_or_else(|| parse_error(&reply).scrubbed(std::iter::once(token.expose())))?;
        JsonFields::new(&answer, "the token service's answer").inner("credentials").issued(&ISSUED_FIELDS)
    }
}

impl ProvideCredentials for OidcAgency {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        Box::pin(self.request_credentials())
    }
}

impl From<OidcAgency> for KeyProvider {
    fn from(source: OidcAgency) -> Self {
        Self::Dynamic(std::sync::Arc::new(source))
    }
}
