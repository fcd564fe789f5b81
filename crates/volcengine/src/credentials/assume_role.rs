//! [`AssumeRole`]: temporary keys of a role, requested with other keys.

use serde_json::Value;
use tingji_core::api::ApiClient;
use tingji_core::auth::{Identity, IdentityCache, ProvideCredentials};
use tingji_core::credentials::{JsonFields, JsonLocation, Network};
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{BoxFuture, Result, RetryClass, UnixTime};
use tingji_signing_core::{Signer, Volcengine};

use super::sts::{ISSUED_FIELDS, STS_ENDPOINT, STS_VERSION};
use crate::endpoint::DEFAULT_REGION;
use crate::params::ActionParams;
use crate::protocol::Ecs;

/// Provider of temporary keys of a role. Each set of keys is valid for one hour.
///
/// ```
/// use tingji_core::Credential;
/// use tingji_core::credentials::Network;
/// use tingji_volcengine::credentials::AssumeRole;
///
/// let own = Credential::new("AKLT…", "…");
/// let role = AssumeRole::new(own, "trn:iam::2100000000:role/operator", &Network::default())?;
/// let client = tingji_volcengine::Client::builder(role).build()?;
/// # Ok::<(), tingji_core::Error>(())
/// ```
///
/// <https://github.com/volcengine/volcengine-go-sdk>
#[derive(Clone, Debug)]
pub struct AssumeRole {
    api: ApiClient<Ecs>,
    request: AssumeRoleRequest,
}

impl AssumeRole {
    /// Assumes the role with this name (`trn:iam::ACCOUNT:role/NAME`) by means of `keys`.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if HTTPS can't be set up.
    pub fn new(keys: impl ProvideCredentials + 'static, role_trn: &str, network: &Network) -> Result<Self> {
        let scope = Volcengine::new(DEFAULT_REGION, "sts");
        let access = IdentityCache::new(keys, move |credential| Signer::new(scope.clone(), credential));
        let api = ApiClient::new(
            DEFAULT_REGION.to_owned(),
            access,
            STS_ENDPOINT,
            network.connection(STS_ENDPOINT)?,
        )?;
        Ok(Self {
            api,
            request: AssumeRoleRequest { role_trn: role_trn.to_owned(), session: "tingji".to_owned() },
        })
    }

    /// Sets the session name in the vendor's audit logs. Default `tingji`.
    #[must_use]
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.request.session = name.into();
        self
    }
}

impl ProvideCredentials for AssumeRole {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move {
            let response = self.api.send(&self.request).await?;
            let location = JsonLocation::Response("the response to AssumeRole");
            let fields = JsonFields::new(&response.output, location).object("Credentials");
            Ok(fields.issued_credential(&ISSUED_FIELDS)?.into())
        })
    }
}

/// Request for the keys of a role. Safe to retry: each response has new keys, and nothing else changes.
#[derive(Clone, Debug)]
struct AssumeRoleRequest {
    role_trn: String,
    session: String,
}

impl Operation for AssumeRoleRequest {
    type Protocol = Ecs;
    type Output = Value;
    const NAME: &'static str = "AssumeRole";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let params = ActionParams::with_version(Self::NAME, STS_VERSION)
            .param("DurationSeconds", Some(3600))
            .param("RoleSessionName", Some(&self.session))
            .param("RoleTrn", Some(&self.role_trn));
        Ok(params.into_get())
    }
}
