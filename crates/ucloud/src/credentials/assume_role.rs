//! UCloud's token service: temporary keys of a role.

use tingji_core::api::ApiClient;
use tingji_core::auth::{Identity, IdentityCache, ProvideCredentials};
use tingji_core::credentials::{FieldNames, JsonFields, JsonLocation, Network};
use tingji_core::{BoxFuture, Result, UnixTime};
use tingji_signing_core::{Params, Signer, Ucloud};

use crate::endpoint;
use crate::invoke::Invoke;
use crate::protocol::{Config, Rpc};

const RESPONSE_FIELDS: FieldNames = FieldNames {
    key: &["AccessKeyId"],
    secret: &["AccessKeySecret"],
    token: &["SecurityToken"],
    expires: &["Expiration"],
};

/// Temporary keys of a role from `AssumeRole`, valid for one hour each.
///
/// <https://github.com/ucloud/ucloud-sdk-go>
#[derive(Clone, Debug)]
pub struct AssumeRole {
    api: ApiClient<Rpc>,
    request: Invoke<Rpc, true>,
}

impl AssumeRole {
    /// Creates a source for this role (`ucs:iam::…:role/…`), which signs its requests with these keys.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if HTTPS cannot be set up.
    pub fn new(keys: impl ProvideCredentials + 'static, role_urn: &str, network: &Network) -> Result<Self> {
        let access = IdentityCache::new(keys, |credential| Signer::new(Ucloud, credential));
        let connection = network.connection(endpoint::ENDPOINT)?;
        let api = ApiClient::new(Config::default(), access, endpoint::ENDPOINT, connection)?;
        let mut params = Params::empty();
        params.push("RoleUrn", role_urn);
        params.push("RoleSessionName", "tingji");
        params.push("DurationSeconds", 3600);
        // The action changes nothing, so it may be retried: a repetition issues other keys.
        Ok(Self { api, request: Invoke::new("AssumeRole", params)?.read() })
    }
}

impl ProvideCredentials for AssumeRole {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move {
            let answer = self.api.send(&self.request).await?;
            let fields = JsonFields::new(&answer.output, JsonLocation::Response("the answer to AssumeRole"));
            Ok(fields.object("Credentials").issued_credential(&RESPONSE_FIELDS)?.into())
        })
    }
}
