//! [`AssumeAgency`]: temporary keys of another account's agency, requested with other keys.

use http::Method;
use serde_json::{Value, json};
use tingji_core::api::ApiClient;
use tingji_core::auth::{Identity, IdentityCache, ProvideCredentials};
use tingji_core::credentials::{CredentialContext, JsonFields, JsonLocation};
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{BoxFuture, Result, RetryClass, UnixTime};
use tingji_signing_core::{Huaweicloud, Signer};

use super::sts::{ISSUED_FIELDS, token_service_region};
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
        keys: impl ProvideCredentials + 'static,
        domain_name: &str,
        agency_name: &str,
    ) -> Result<Self> {
        Self::with_agency(context, keys, json!({ "domain_name": domain_name, "agency_name": agency_name }))
    }

    /// Reads the variables `HW_ASSUME_ROLE_…` of the Terraform provider. Returns `None` if they are not
    /// set.
    pub(super) fn from_env(
        context: &CredentialContext,
        keys: impl ProvideCredentials + 'static,
    ) -> Result<Option<Self>> {
        let Some((name, agency)) = context.first_set(&["HW_ASSUME_ROLE_AGENCY_NAME"]) else {
            return Ok(None);
        };
        let domain = "HW_ASSUME_ROLE_DOMAIN_NAME";
        let body = match (context.var(domain), context.var("HW_ASSUME_ROLE_DOMAIN_ID")) {
            (None, Some(id)) => json!({ "domain_id": id, "agency_name": agency }),
            _ => json!({ "domain_name": context.required_var(domain, &name)?, "agency_name": agency }),
        };
        Self::with_agency(context, keys, body).map(Some)
    }

    pub(super) fn with_agency(
        context: &CredentialContext,
        keys: impl ProvideCredentials + 'static,
        mut agency: Value,
    ) -> Result<Self> {
        let region = token_service_region(context).to_owned();
        let url = endpoint::iam_for_region(&region);
        let access = IdentityCache::new(keys, |credential| Signer::new(Huaweicloud::new(), credential));
        let connection = context.network().connection(&url)?;
        agency["duration_seconds"] = 3600.into();
        Ok(Self {
            api: ApiClient::new(region, access, &url, connection)?,
            request: AssumeAgencyRequest { agency },
        })
    }
}

impl ProvideCredentials for AssumeAgency {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move {
            let response = self.api.send(&self.request).await?;
            let location = JsonLocation::Response("the response of IAM");
            let fields = JsonFields::new(&response.output, location).object("credential");
            Ok(fields.issued_credential(&ISSUED_FIELDS)?.into())
        })
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
