//! UCloud's token service: keys of a role.

use tingji_core::access::{CredentialSource, Issued, Keys};
use tingji_core::api::Api;
use tingji_core::source::{Fields, Network, Spelling};
use tingji_core::{BoxFuture, Result, UnixTime};
use tingji_signing_core::{Params, Signer, Ucloud};

use crate::endpoint;
use crate::invoke::Invoke;
use crate::protocol::{Config, Rpc};

const RESPONSE_FIELDS: Spelling = Spelling {
    key: &["AccessKeyId"],
    secret: &["AccessKeySecret"],
    token: &["SecurityToken"],
    expires: &["Expiration"],
};

/// Keys of a role, by `AssumeRole`, for an hour each.
///
/// <https://github.com/ucloud/ucloud-sdk-go>
#[derive(Clone, Debug)]
pub struct AssumeRole {
    api: Api<Rpc>,
    request: Invoke<Rpc, true>,
}

impl AssumeRole {
    /// The role of this name (`ucs:iam::…:role/…`), taken on with these keys.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if HTTPS can't be set up.
    pub fn new(keys: impl Into<Keys>, role_urn: &str, network: &Network) -> Result<Self> {
        let access = keys.into().access(|credential| Signer::new(Ucloud, credential));
        let connection = network.connection(endpoint::ENDPOINT)?;
        let api = Api::new(Config::default(), access, endpoint::ENDPOINT, connection)?;
        let mut params = Params::empty();
        params.push("RoleUrn", role_urn);
        params.push("RoleSessionName", "tingji");
        params.push("DurationSeconds", 3600);
        // It changes nothing: a repetition issues other keys.
        Ok(Self { api, request: Invoke::new("AssumeRole", params)?.read() })
    }
}

impl CredentialSource for AssumeRole {
    fn issue(&self, _now: UnixTime) -> BoxFuture<'_, Result<Issued>> {
        Box::pin(async move {
            let answer = self.api.send(&self.request).await?;
            let fields = Fields::new(&answer.output, "the answer to AssumeRole");
            fields.inner("Credentials").issued(&RESPONSE_FIELDS)
        })
    }
}

impl From<AssumeRole> for Keys {
    fn from(source: AssumeRole) -> Self {
        Self::From(std::sync::Arc::new(source))
    }
}
