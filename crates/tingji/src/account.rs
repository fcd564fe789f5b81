//! [`Account`]: a log-in with all that is needed to use it.

use std::collections::BTreeMap;
use std::sync::Arc;

use tingji_core::auth::KeyProvider;
use tingji_core::clock::Clock;
use tingji_core::credentials::LoginMethod;
use tingji_core::http_client::HttpClient;
use tingji_core::http_options::HttpOptions;
use tingji_core::rate_limit::RateLimiter;
use tingji_core::{Error, ErrorKind, Lifecycle, Result};

use crate::Cloud;

/// The settings that the builders of all clouds have.
#[allow(unused_macros, reason = "without any cloud nobody asks")]
macro_rules! common {
    ($account:ident, $builder:expr) => {{
        let mut builder = $builder.http_options($account.http_options.clone());
        if let Some(region) = &$account.region {
            builder = builder.region(region.as_str());
        }
        if let Some(endpoint) = &$account.endpoint {
            builder = builder.endpoint(endpoint)?;
        }
        if let Some(pace) = &$account.rate_limiter {
            builder = builder.pace(Arc::clone(pace));
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

/// A log-in at one cloud and, but for CompShare, in one region.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Account {
    /// The cloud.
    pub cloud: Cloud,
    /// A key pair, a source of key pairs; at Huawei Cloud perhaps a token, or a user with a password.
    pub identity: LoginMethod,
    /// The region; at CompShare none means all.
    pub region: Option<String>,
    /// The zone, which only UCloud asks for.
    pub zone: Option<String>,
    /// The project: by sub-accounts at UCloud and CompShare it must be named. Huawei Cloud always has
    /// one; without it here, IAM is asked for the region's when the first request is made.
    pub project_id: Option<String>,
    /// Another base URL than the vendor's.
    pub endpoint: Option<String>,
    /// The pace shared with other clients of the same log-in.
    pub rate_limiter: Option<Arc<RateLimiter>>,
    /// Settings of the built-in HTTP client. Clones share their connections.
    pub http_options: HttpOptions,
    /// HTTP client of the caller's own; `None` for the built-in one.
    pub http_client: Option<Arc<dyn HttpClient>>,
    /// Another clock than the machine's.
    pub clock: Option<Arc<dyn Clock>>,
    /// Where `keys`, `region`, `zone`, `project_id` and `endpoint` came from, such as
    /// `variable BCE_ACCESS_KEY_ID` or `file ~/.bce/config.json [default]`.
    pub origins: BTreeMap<&'static str, String>,
    /// Sentences for the user, such as on a key file that others can read.
    pub warnings: Vec<String>,
}

impl Account {
    /// An account with nothing but its key pair.
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

    /// The region, or the vendor's default.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref().or(self.cloud.default_region())
    }

    /// A client behind the shared interface. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if a setting is wrong or missing, or this build leaves the cloud out.
    pub fn connect(&self) -> Result<Arc<dyn Lifecycle>> {
        match self.cloud {
            Cloud::Ucloud => self.ucloud(),
            Cloud::Compshare => self.compshare(),
            Cloud::Bce => self.bce(),
            Cloud::Volcengine => self.volcengine(),
            Cloud::Huaweicloud => self.huaweicloud(),
        }
    }

    #[allow(dead_code, reason = "without any cloud nobody asks")]
    fn keys(&self) -> Result<KeyProvider> {
        match &self.identity {
            LoginMethod::Keys(keys) => Ok(keys.clone()),
            _ => {
                let message = format!("{} takes key pairs alone, no tokens and no passwords", self.cloud);
                let chinese = format!("{} 只接受密钥对，不接受令牌和密码", self.cloud);
                Err(Error::new(ErrorKind::Credentials, message).with_chinese(chinese))
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

/// One method per cloud: the same builder calls where the feature is on, an error where it is off.
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

#[allow(dead_code, reason = "with all features on, nothing is left out")]
pub(crate) fn feature_disabled(cloud: Cloud) -> Error {
    Error::new(ErrorKind::Config, format!("this build of tingji leaves out {cloud}: turn its feature on"))
        .with_chinese(format!("此版本的 tingji 未包含 {cloud}：请启用其 feature"))
}
