//! [`ResolvedCredentials`]: who signs, as the machine tells it.

use crate::auth::{KeyProvider, ProvideCredentials, TemporaryCredentials};
use crate::{BoxFuture, Credential, Error, ErrorKind, Result, Secret, UnixTime};

/// What proves who one is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum LoginMethod {
    /// A key pair, or a source of them.
    Keys(KeyProvider),
    /// A ready token, sent as it is.
    Token(Secret),
    /// A user who logs in for tokens.
    Password {
        /// The account that the user belongs to.
        domain: String,
        /// The user's name.
        user: String,
        /// The user's password.
        password: Secret,
    },
}

impl<K: Into<KeyProvider>> From<K> for LoginMethod {
    fn from(keys: K) -> Self {
        Self::Keys(keys.into())
    }
}

impl LoginMethod {
    /// A source of keys.
    pub fn from_provider(source: impl ProvideCredentials + 'static) -> Self {
        Self::Keys(KeyProvider::Dynamic(std::sync::Arc::new(source)))
    }

    /// The key pair, if it is one for good.
    pub fn credential(&self) -> Option<&Credential> {
        match self {
            Self::Keys(KeyProvider::Static(credential)) => Some(credential),
            _ => None,
        }
    }
}

/// What one source has: a log-in, what stands beside it, and where all of it came from.
#[derive(Clone, Debug)]
pub struct ResolvedCredentials {
    /// What proves who one is.
    pub login: LoginMethod,
    /// Where it came from, such as `variable BCE_ACCESS_KEY_ID` or `file ~/.bce/config.json [default]`.
    pub origin: String,
    /// The region that stands beside it.
    pub region: Option<String>,
    /// The zone that stands beside it.
    pub zone: Option<String>,
    /// The project that stands beside it.
    pub project_id: Option<String>,
    /// The base URL that stands beside it.
    pub endpoint: Option<String>,
    /// Sentences for the user, such as on a file that others can read.
    pub warnings: Vec<String>,
}

impl ResolvedCredentials {
    /// A log-in with nothing beside it.
    pub fn new(login: impl Into<LoginMethod>, origin: impl Into<String>) -> Self {
        let (region, zone, project_id, endpoint) = (None, None, None, None);
        let (login, origin, warnings) = (login.into(), origin.into(), Vec::new());
        Self { login, origin, region, zone, project_id, endpoint, warnings }
    }
}

impl From<(Credential, String)> for ResolvedCredentials {
    fn from((credential, origin): (Credential, String)) -> Self {
        Self::new(credential, origin)
    }
}

/// Temporary keys that stand in a file: good until they end, then a log-in by the vendor's tool is due.
#[derive(Clone, Debug)]
pub struct CachedCredentials {
    /// The keys and their end.
    pub issued: TemporaryCredentials,
    /// What to say when they have ended.
    pub advice: String,
}

impl ProvideCredentials for CachedCredentials {
    fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        let ended = self.issued.expires.is_some_and(|end| end <= now);
        let answer = if ended {
            Err(Error::new(ErrorKind::Credentials, self.advice.clone()))
        } else {
            Ok(self.issued.clone())
        };
        Box::pin(std::future::ready(answer))
    }
}
