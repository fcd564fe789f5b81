//! [`Account`]: credentials of one cloud with all settings that a client needs.
//!
//! [`Environment::account`](crate::Environment::account) finds accounts. A program with its own key store creates them with
//! [`Account::new`] instead.

use std::collections::BTreeMap;
use std::sync::Arc;

use tingji_core::auth::CredentialsProvider;
use tingji_core::clock::Clock;
use tingji_core::credentials::LoginMethod;
use tingji_core::http_client::HttpClient;
use tingji_core::http_options::HttpOptions;
use tingji_core::rate_limit::RateLimiter;
use tingji_core::{Error, ErrorKind, Lifecycle, Result};

use crate::Cloud;

/// Applies the settings that the client builders of all clouds share.
#[allow(unused_macros, reason = "unused if no cloud is enabled")]
macro_rules! common {
    ($account:ident, $builder:expr) => {{
        let mut builder = $builder.http_options($account.http_options.clone());
        if let Some(region) = &$account.region {
            builder = builder.region(region.as_str());
        }
        if let Some(endpoint) = &$account.endpoint {
            builder = builder.endpoint(endpoint)?;
        }
        if let Some(rate_limiter) = &$account.rate_limiter {
            builder = builder.rate_limiter(Arc::clone(rate_limiter));
        }
        if let Some(client) = &$account.http_client {
            builder = builder.http_client(Arc::clone(client));
        }
        if let Some(clock) = &$account.clock {
            builder = builder.clock(Arc::clone(clock));
        }
        builder
    }};
}

/// Credentials of one cloud and, except for CompShare, one region. [`connect`](Self::connect) turns an
/// account into a client.
///
/// ```
/// use tingji::core::Credential;
/// use tingji::{Account, Cloud};
///
/// let mut account = Account::new(Cloud::Bce, Credential::new("access key", "secret key"));
/// assert_eq!(account.region(), Some("bj")); // the vendor's default
/// account.region = Some("gz".to_owned());
/// assert_eq!(account.region(), Some("gz"));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Account {
    /// Cloud of the account.
    pub cloud: Cloud,
    /// Key pair or source of key pairs. For Huawei Cloud also a token, or a user with a password.
    pub identity: LoginMethod,
    /// Region. Default: [`Cloud::default_region`]. CompShare has no default; `None` means all its regions.
    pub region: Option<String>,
    /// Zone. Only UCloud uses one. Default: the known zone of the region.
    pub zone: Option<String>,
    /// Project id. Default: the account's default project. UCloud and CompShare require one for
    /// sub-accounts. Huawei Cloud always needs one; if it is missing here, IAM is queried for the region's
    /// project before the first request.
    pub project_id: Option<String>,
    /// Base URL of the API. Default: the vendor's.
    pub endpoint: Option<String>,
    /// Rate limiter shared with other clients of the same credentials. Default: one of its own.
    pub rate_limiter: Option<Arc<RateLimiter>>,
    /// Settings of the built-in HTTP client. Clones share their connections.
    pub http_options: HttpOptions,
    /// HTTP client of the caller's own; `None` for the built-in one.
    pub http_client: Option<Arc<dyn HttpClient>>,
    /// Clock. Default: the system clock.
    pub clock: Option<Arc<dyn Clock>>,
    /// Source of `keys`, `region`, `zone`, `project_id` and `endpoint`, such as `variable
    /// BCE_ACCESS_KEY_ID` or `file ~/.bce/config.json [default]`.
    pub origins: BTreeMap<&'static str, String>,
    /// Warnings for the user, for example about a key file that other users can read.
    pub warnings: Vec<String>,
}

impl Account {
    /// Creates an account from credentials, with defaults for all other settings.
    pub fn new(cloud: Cloud, identity: impl Into<LoginMethod>) -> Self {
        Self {
            cloud,
            identity: identity.into(),
            region: None,
            zone: None,
            project_id: None,
            endpoint: None,
            rate_limiter: None,
            http_options: HttpOptions::new(),
            http_client: None,
            clock: None,
            origins: BTreeMap::new(),
            warnings: Vec::new(),
        }
    }

    /// Returns the region, or the vendor's default region.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref().or(self.cloud.default_region())
    }

    /// Creates a client with the shared [`Lifecycle`] interface. Sends nothing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if a setting is wrong or missing, or if this build does not include the cloud;
    /// [`ErrorKind::Credentials`] if the cloud does not accept this kind of credentials.
    pub fn connect(&self) -> Result<Arc<dyn Lifecycle>> {
        match self.cloud {
            Cloud::Ucloud => self.ucloud(),
            Cloud::Compshare => self.compshare(),
            Cloud::Bce => self.bce(),
            Cloud::Volcengine => self.volcengine(),
            Cloud::Huaweicloud => self.huaweicloud(),
        }
    }

    #[allow(dead_code, reason = "unused if no cloud is enabled")]
    /// Returns the key pairs, or an error if the account has a token or a password.
    fn keys(&self) -> Result<CredentialsProvider> {
        match &self.identity {
            LoginMethod::Keys(keys) => Ok(keys.clone()),
            _ => {
                let message = format!("{} accepts only key pairs, no tokens and no passwords", self.cloud);
                let chinese = format!("{} 只接受密钥对，不接受令牌和密码", self.cloud);
                Err(Error::new(ErrorKind::Credentials, message).with_message_zh(chinese))
            }
        }
    }

    #[cfg(feature = "huaweicloud")]
    fn huaweicloud(&self) -> Result<Arc<dyn Lifecycle>> {
        use tingji_huaweicloud::Client;
        let builder = match self.identity.clone() {
            LoginMethod::Token(token) => Client::builder_with_token(token),
            LoginMethod::Password { domain, user, password } => {
                let user = tingji_huaweicloud::model::IamUser::new(domain, user, password);
                Client::builder_with_password(user)
            }
            _ => Client::builder(self.keys()?),
        };
        let builder = common!(self, builder);
        match &self.project_id {
            Some(project_id) => Ok(Arc::new(builder.project_id(project_id.as_str()).build()?)),
            None => Ok(Arc::new(crate::lazy_project::LazyProjectClient::new(builder)?)),
        }
    }

    #[cfg(not(feature = "huaweicloud"))]
    fn huaweicloud(&self) -> Result<Arc<dyn Lifecycle>> {
        Err(feature_disabled(self.cloud))
    }
}

/// Defines the method that connects one cloud: it builds a client if the cloud's feature is enabled, and
/// returns an error otherwise.
macro_rules! connect {
    ($feature:literal, $method:ident, $krate:ident, $account:ident, $builder:ident => $settings:block) => {
        impl Account {
            #[cfg(feature = $feature)]
            fn $method(&self) -> Result<Arc<dyn Lifecycle>> {
                let $account = self;
                let $builder = common!(self, $krate::Client::builder(self.keys()?));
                let builder = $settings;
                Ok(Arc::new(builder.build()?))
            }

            #[cfg(not(feature = $feature))]
            fn $method(&self) -> Result<Arc<dyn Lifecycle>> {
                Err(feature_disabled(self.cloud))
            }
        }
    };
}

connect!("bce", bce, tingji_bce, _account, builder => { builder });
connect!("volcengine", volcengine, tingji_volcengine, _account, builder => { builder });
connect!("compshare", compshare, tingji_compshare, account, builder => {
    let mut builder = builder;
    if let Some(project_id) = &account.project_id {
        builder = builder.project_id(project_id.as_str());
    }
    builder
});
connect!("ucloud", ucloud, tingji_ucloud, account, builder => {
    let mut builder = builder;
    if let Some(zone) = &account.zone {
        builder = builder.zone(zone.as_str());
    }
    if let Some(project_id) = &account.project_id {
        builder = builder.project_id(project_id.as_str());
    }
    builder
});

/// Builds the error for a cloud that this build does not include.
#[allow(dead_code, reason = "unused if all clouds are enabled")]
pub(crate) fn feature_disabled(cloud: Cloud) -> Error {
    Error::new(
        ErrorKind::Config,
        format!("this build of tingji does not include {cloud}: enable its feature"),
    )
    .with_message_zh(format!("此版本的 tingji 未包含 {cloud}：请启用其 feature"))
}
