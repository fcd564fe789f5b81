//! [`AssumeAgency`]: keys of another account's agency, for who has other keys.

use http::Method;
use serde_json::{Value, json};
use tingji_core::api::ApiClient;
use tingji_core::auth::{KeyProvider, ProvideCredentials, TemporaryCredentials};
use tingji_core::credentials::{CredentialContext, JsonFields};
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{BoxFuture, Credential, Result, RetryClass, UnixTime};
use tingji_signing_core::{Huaweicloud, Signer};

use super::token_service::{ISSUED_FIELDS, credentials_error, token_service_region};
use crate::endpoint;
use crate::protocol::IAM_JSON;
use crate::protocol::Iam;

/// Keys of an agency that another account has given to this one, for an hour each.
///
/// <https://support.huaweicloud.com/intl/en-us/api-iam/iam_04_0101.html>
#[derive(Clone, Debug)]
pub struct AssumeAgency {
    api: ApiClient<Iam>,
    request: AssumeAgencyRequest,
}

impl AssumeAgency {
    /// The agency of this name in the account (domain) of this name, taken on with these keys.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if HTTPS can't be set up.
    pub fn new(
        surroundings: &CredentialContext,
        keys: impl Into<KeyProvider>,
        domain_name: &str,
        agency_name: &str,
    ) -> Result<Self> {
        Self::with_agency(
            surroundings,
            keys.into(),
            json!({ "domain_name": domain_name, "agency_name": agency_name }),
        )
    }

    /// As the Terraform provider's `HW_ASSUME_ROLE_…` say; `None` if they don't.
    pub(super) fn from_env(surroundings: &CredentialContext, keys: Credential) -> Result<Option<Self>> {
        let Some((name, agency)) = surroundings.first(&["HW_ASSUME_ROLE_AGENCY_NAME"]) else {
            return Ok(None);
        };
        let by_name = surroundings.var("HW_ASSUME_ROLE_DOMAIN_NAME");
        let body = match (by_name, surroundings.var("HW_ASSUME_ROLE_DOMAIN_ID")) {
            (Some(domain), _) => json!({ "domain_name": domain, "agency_name": agency }),
            (None, Some(domain)) => json!({ "domain_id": domain, "agency_name": agency }),
            (None, None) => {
                let missing = surroundings.name("HW_ASSUME_ROLE_DOMAIN_NAME");
                return credentials_error(format!("the variable {missing} is not set, which {name} needs"));
            }
        };
        Self::with_agency(surroundings, keys.into(), body).map(Some)
    }

    pub(super) fn with_agency(
        surroundings: &CredentialContext,
        keys: KeyProvider,
        mut agency: Value,
    ) -> Result<Self> {
        let region = token_service_region(surroundings).to_owned();
        let url = endpoint::iam_for_region(&region);
        let access = keys.access(|credential| Signer::new(Huaweicloud::new(), credential));
        let connection = surroundings.network().connection(&url)?;
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
            let answer = self.api.send(&self.request).await?;
            JsonFields::new(&answer.output, "IAM's answer").inner("credential").issued(&ISSUED_FIELDS)
        })
    }
}

impl From<AssumeAgency> for KeyProvider {
    fn from(source: AssumeAgency) -> Self {
        Self::Dynamic(std::sync::Arc::new(source))
    }
}

/// What is asked. It changes nothing: a repetition issues other keys.
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
