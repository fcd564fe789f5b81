//! Baidu's token service (STS): temporary keys, requested with permanent keys.

use http::Method;
use serde_json::Value;
use tingji_core::api::ApiClient;
use tingji_core::auth::{Identity, IdentityCache, ProvideCredentials};
use tingji_core::credentials::{FieldNames, JsonFields, JsonLocation, Network};
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{BoxFuture, Result, RetryClass, UnixTime};
use tingji_signing_core::encode::query_string;
use tingji_signing_core::{Bce, Signer};

use crate::endpoint;
use crate::protocol::Bcc;

/// Endpoint of the token service, the same for all regions.
const STS_ENDPOINT: &str = "https://sts.bj.baidubce.com";

const ISSUED_FIELDS: FieldNames = FieldNames {
    key: &["accessKeyId"],
    secret: &["secretAccessKey"],
    token: &["sessionToken"],
    expires: &["expiration"],
};

/// Provider of temporary keys of a role, by `AssumeRole`. Each set of keys is valid for two hours.
///
/// ```
/// use tingji_bce::credentials::AssumeRole;
/// use tingji_core::Credential;
/// use tingji_core::credentials::Network;
///
/// let own = Credential::new("my_ak", "my_sk");
/// let role = AssumeRole::new(own, "1c0ffee", "operator", &Network::default())?;
/// let client = tingji_bce::Client::builder(role).build()?;
/// # Ok::<(), tingji_core::Error>(())
/// ```
///
/// <https://github.com/baidubce/bce-openapi-meta>
#[derive(Clone, Debug)]
pub struct AssumeRole {
    api: ApiClient<Bcc>,
    request: TokenRequest,
}

impl AssumeRole {
    /// Assumes the role with this name in the account with this id, by means of `keys`.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if HTTPS can't be set up.
    pub fn new(
        keys: impl ProvideCredentials + 'static,
        account_id: &str,
        role_name: &str,
        network: &Network,
    ) -> Result<Self> {
        let query = query_string([
            ("assumeRole", ""),
            ("durationSeconds", "7200"),
            ("accountId", account_id),
            ("roleName", role_name),
        ]);
        Ok(Self { api: api_client(keys, network)?, request: TokenRequest { path: "/v1/credential", query } })
    }

    /// Assumes the role for this user of the other account. Default: no particular user.
    #[must_use]
    pub fn user_id(mut self, user_id: &str) -> Self {
        self.request.query = format!("{}&{}", self.request.query, query_string([("userId", user_id)]));
        self
    }
}

impl ProvideCredentials for AssumeRole {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(request_credentials(&self.api, &self.request))
    }
}

/// Provider of temporary keys of the same user, by `GetSessionToken`. Each set of keys is valid for twelve
/// hours.
///
/// <https://github.com/baidubce/bce-openapi-meta>
#[derive(Clone, Debug)]
pub struct SessionToken {
    api: ApiClient<Bcc>,
    request: TokenRequest,
}

impl SessionToken {
    /// Requests the temporary keys with these keys.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if HTTPS can't be set up.
    pub fn new(keys: impl ProvideCredentials + 'static, network: &Network) -> Result<Self> {
        let query = query_string([("durationSeconds", "43200")]);
        Ok(Self {
            api: api_client(keys, network)?,
            request: TokenRequest { path: "/v1/sessionToken", query },
        })
    }
}

impl ProvideCredentials for SessionToken {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(request_credentials(&self.api, &self.request))
    }
}

fn api_client(keys: impl ProvideCredentials + 'static, network: &Network) -> Result<ApiClient<Bcc>> {
    let access = IdentityCache::new(keys, |credential| Signer::new(Bce::new(), credential));
    ApiClient::new(
        endpoint::DEFAULT_REGION.to_owned(),
        access,
        STS_ENDPOINT,
        network.connection(STS_ENDPOINT)?,
    )
}

async fn request_credentials(api: &ApiClient<Bcc>, request: &TokenRequest) -> Result<Identity> {
    let response = api.send(request).await?;
    let location = JsonLocation::Response("the response of Baidu's token service");
    Ok(JsonFields::new(&response.output, location).issued_credential(&ISSUED_FIELDS)?.into())
}

/// Request for temporary keys. Safe to retry: each response has new keys, and nothing else changes.
#[derive(Clone, Debug)]
struct TokenRequest {
    path: &'static str,
    query: String,
}

impl Operation for TokenRequest {
    type Protocol = Bcc;
    type Output = Value;
    const NAME: &'static str = "GetSessionToken";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        Ok(UnsignedRequest::new(Method::POST, self.path).query(self.query.as_str()))
    }
}
