//! [`Account`]: credentials of one cloud with all settings that a client needs.
//!
//! [`Environment::account`](crate::Environment::account) finds accounts. A program with its own key store
//! creates them with [`Account::new`] instead.

use std::collections::BTreeMap;
use std::sync::Arc;

use tingji_core::api::Connection;
use tingji_core::auth::ProvideCredentials;
use tingji_core::clock::Clock;
use tingji_core::credentials::Origin;
use tingji_core::http_client::HttpClient;
use tingji_core::http_options::HttpOptions;
use tingji_core::provider::ConnectOptions;
use tingji_core::rate_limit::RateLimiter;
use tingji_core::{DynLifecycle, Message, Result};

use crate::Cloud;

/// Credentials of one cloud and, for most clouds, one region. [`connect`](Self::connect) turns an
/// account into a client.
///
/// ```
/// # #[cfg(feature = "full")] {
/// use tingji::core::Credential;
/// use tingji::Account;
///
/// let mut account = Account::new(&tingji::bce::PROVIDER, Credential::new("access key", "secret key"));
/// assert_eq!(account.region(), Some("bj")); // the vendor's default
/// account.region = Some("gz".to_owned());
/// assert_eq!(account.region(), Some("gz"));
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Account {
    /// Cloud of the account.
    pub cloud: Cloud,
    /// Source of the credentials: a key pair, or any other source. Some clouds also accept a token, or a user
    /// with a password.
    pub credentials: Arc<dyn ProvideCredentials>,
    /// Region. Default: [`Provider::default_region`](tingji_core::provider::Provider::default_region). For a
    /// cloud without a default, `None` means all regions.
    pub region: Option<String>,
    /// Zone. Most clouds have none. Default: the known zone of the region.
    pub zone: Option<String>,
    /// Project id. Default: see [`Projects`](tingji_core::provider::Projects).
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
    /// Places of `keys`, `region`, `zone`, `project_id` and `endpoint`.
    pub origins: BTreeMap<&'static str, Origin>,
    /// Warnings for the user, for example about a key file that other users can read.
    pub warnings: Vec<Message>,
}

impl Account {
    /// Creates an account from credentials, with defaults for all other settings.
    pub fn new(cloud: impl Into<Cloud>, credentials: impl ProvideCredentials + 'static) -> Self {
        Self {
            cloud: cloud.into(),
            credentials: Arc::new(credentials),
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
        self.region.as_deref().or(self.cloud.default_region)
    }

    /// Creates a client with the shared [`Lifecycle`](tingji_core::Lifecycle) interface. Sends nothing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](tingji_core::ErrorKind::Config) if a setting is wrong or missing;
    /// [`ErrorKind::Credentials`](tingji_core::ErrorKind::Credentials) if the cloud does not accept this kind
    /// of credentials.
    pub fn connect(&self) -> Result<Arc<dyn DynLifecycle>> {
        let mut options = ConnectOptions::new(Arc::clone(&self.credentials));
        options.region.clone_from(&self.region);
        options.zone.clone_from(&self.zone);
        options.project_id.clone_from(&self.project_id);
        options.connection = Connection {
            endpoint: self.endpoint.as_deref().map(str::parse).transpose()?,
            http_client: self.http_client.clone(),
            http_options: self.http_options.clone(),
            clock: self.clock.clone(),
            rate_limiter: self.rate_limiter.clone(),
            ..Connection::default()
        };
        (self.cloud.connect)(options)
    }
}
