//! [`AssumeAgency`]: temporary keys of another account's agency, requested with other keys.

use http::Method;
use serde_json::{Value, json};
use tingji_core::api::ApiClient;
use tingji_core::auth::{CredentialsProvider, ProvideCredentials, TemporaryCredentials};
use tingji_core::credentials::{CredentialContext, JsonFields};
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{BoxFuture, Credential, Result, RetryClass, UnixTime};
use tingji_signing_core::{Huaweicloud, Signer};

use super::token_service::{ISSUED_FIELDS, credentials_error, token_service_region};
use crate::endpoint;
use crate::protocol::IAM_JSON;
use crate::protocol::Iam;

/// Provider of temporary keys of an agency that another account granted. Each set of keys is valid for
/// one hour.
///
/// <https://support.huaweicloud.com/intl/en-us/api-iam/iam_04_0101.html>
#[derive(Clone, Debug)]
pub struct AssumeAgency {
    api: ApiClient<Iam>,
    request: AssumeAgencyRequest,
}

impl AssumeAgency {
    /// Assumes the agency with this name in the account (domain) with this name, by means of `keys`.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if HTTPS can't be set up.
    pub fn new(
        context: &CredentialContext,
        keys: impl Into<CredentialsProvider>,
        domain_name: &str,
        agency_name: &str,
    ) -> Result<Self> {
        Self::with_agency(
            context,
            keys.into(),
            json!({ "domain_name": domain_name, "agency_name": agency_name }),
        )
    }

    /// Reads the variables `HW_ASSUME_ROLE_…` of the Terraform provider. Returns `None` if they are not
    /// set.
    pub(super) fn from_env(context: &CredentialContext, keys: Credential) -> Result<Option<Self>> {
        let Some((name, agency)) = context.first_set(&["HW_ASSUME_ROLE_AGENCY_NAME"]) else {
            return Ok(None);
        };
        let by_name = context.var("HW_ASSUME_ROLE_DOMAIN_NAME");
        let body = match (by_name, context.var("HW_ASSUME_ROLE_DOMAIN_ID")) {
            (Some(domain), _) => json!({ "domain_name": domain, "agency_name": agency }),
            (None, Some(domain)) => json!({ "domain_id": domain, "agency_name": agency }),
            (None, None) => {
                let missing = context.variable_name("HW_ASSUME_ROLE_DOMAIN_NAME");
                return credentials_error(format!(
                    "the variable {missing} is not set, but {name} requires it"
                ));
            }
        };
        Self::with_agency(context, keys.into(), body).map(Some)
    }

    pub(super) fn with_agency(
        context: &CredentialContext,
        keys: CredentialsProvider,
        mut agency: Value,
    ) -> Result<Self> {
        let region = token_service_region(context).to_owned();
        let url = endpoint::iam_for_region(&region);
        let access = keys.into_auth_provider(|credential| Signer::new(Huaweicloud::new(), credential));
        let connection = context.network().connection(&url)?;
        agency["duration_seconds"] = 3600.into();
        Ok(Self {
            api: ApiClient::new(region, access, &url, connection)?,
            request: AssumeAgencyRequest { agency },
        })
    }
}

impl ProvideCredentials for AssumeAgency {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        Box::pin(async move {
            let response = self.api.send(&self.request).await?;
            JsonFields::new(&response.output, "the response of IAM")
                .object("credential")
                .temporary_credentials(&ISSUED_FIELDS)
        })
    }
}

impl From<AssumeAgency> for CredentialsProvider {
    fn from(source: AssumeAgency) -> Self {
        Self::Dynamic(std::sync::Arc::new(source))
    }
}

/// Request for the keys of an agency. Safe to retry: each response has new keys, and nothing else changes.
#[derive(Clone, Debug)]
struct AssumeAgencyRequest {
    agency: Value,
}

impl Operation for AssumeAgencyRequest {
    type Protocol = Iam;
    type Output = Value;
    const NAME: &'static str = "CreateTemporaryAccessKeyByAgency";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let identity = json!({ "methods": ["assume_role"], "assume_role": self.agency });
        let body = json!({ "auth": { "identity": identity } });
        Ok(UnsignedRequest::new(Method::POST, "/v3.0/OS-CREDENTIAL/securitytokens")
            .body(IAM_JSON, body.to_string()))
    }
}
