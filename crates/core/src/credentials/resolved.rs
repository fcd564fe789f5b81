//! [`ResolvedCredentials`]: the credentials and settings that one source has.

use std::sync::Arc;

use crate::auth::{CredentialsProvider, ProvideCredentials, TemporaryCredentials};
use crate::{BoxFuture, Credential, Error, ErrorKind, Result, Secret, UnixTime};

/// The way in which an account authenticates.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum LoginMethod {
    /// A fixed key pair, or a source of temporary ones. Requests are signed.
    Keys(CredentialsProvider),
    /// A token that is sent unchanged, until it expires.
    Token(Secret),
    /// A user name and password, with which tokens are requested.
    Password {
        /// Name of the account (domain) that the user belongs to.
        domain: String,
        /// Name of the user.
        user: String,
        /// Password of the user.
        password: Secret,
    },
}

impl<K: Into<CredentialsProvider>> From<K> for LoginMethod {
    fn from(keys: K) -> Self {
        Self::Keys(keys.into())
    }
}

impl LoginMethod {
    /// Creates a login with temporary key pairs from this source.
    pub fn from_provider(source: impl ProvideCredentials + 'static) -> Self {
        Self::Keys(CredentialsProvider::Dynamic(Arc::new(source)))
    }

    /// Returns the fixed key pair. `None` for all other logins.
    pub fn credential(&self) -> Option<&Credential> {
        match self {
            Self::Keys(CredentialsProvider::Static(credential)) => Some(credential),
            _ => None,
        }
    }
}

/// The login that a source has, with its origin and the settings stored next to it.
#[derive(Clone, Debug)]
pub struct ResolvedCredentials {
    /// Way in which the account authenticates.
    pub login: LoginMethod,
    /// Place of the login, such as `variable BCE_ACCESS_KEY_ID` or `file ~/.bce/config.json [default]`.
    pub origin: String,
    /// Region of the same place. `None` if there is none.
    pub region: Option<String>,
    /// Zone of the same place. `None` if there is none.
    pub zone: Option<String>,
    /// Project id of the same place. `None` if there is none.
    pub project_id: Option<String>,
    /// Base URL of the same place. `None` if there is none.
    pub endpoint: Option<String>,
    /// Warnings for the user, such as that other users can read the file.
    pub warnings: Vec<String>,
}

impl ResolvedCredentials {
    /// Creates a login without settings and warnings.
    pub fn new(login: impl Into<LoginMethod>, origin: impl Into<String>) -> Self {
        Self {
            login: login.into(),
            origin: origin.into(),
            region: None,
            zone: None,
            project_id: None,
            endpoint: None,
            warnings: Vec::new(),
        }
    }
}

impl From<(Credential, String)> for ResolvedCredentials {
    fn from((credential, origin): (Credential, String)) -> Self {
        Self::new(credential, origin)
    }
}

/// Temporary credentials that a vendor's tool has stored in a file. They can't be refreshed: after their
/// expiry the user has to log in again with that tool.
#[derive(Clone, Debug)]
pub struct CachedCredentials {
    /// The credentials with their expiry.
    pub credentials: TemporaryCredentials,
    /// Message of the error after the expiry. It names the tool to log in with.
    pub expired_message: String,
}

impl ProvideCredentials for CachedCredentials {
    fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        let is_expired = self.credentials.expires.is_some_and(|expires| expires <= now);
        let result = if is_expired {
            Err(Error::new(ErrorKind::Credentials, self.expired_message.clone()))
        } else {
            Ok(self.credentials.clone())
        };
        Box::pin(std::future::ready(result))
    }
}
