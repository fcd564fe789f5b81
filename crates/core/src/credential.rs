//! [`Credential`]: a key pair.

use crate::{Secret, UnixTime};

/// An access key with its secret key, and the session token and the expiry of temporary keys.
///
/// All five clouds use such a pair. UCloud and CompShare call the two keys `PublicKey` and `PrivateKey`, the
/// others access key (AK) and secret key (SK).
///
/// ```
/// use tingji_core::Credential;
///
/// let credential = Credential::new("my_ak", "my_sk").with_security_token("my_token");
/// assert_eq!(credential.access_key(), "my_ak");
/// assert!(!format!("{credential:?}").contains("my_sk"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    access_key: String,
    secret_key: Secret,
    security_token: Option<Secret>,
    expires: Option<UnixTime>,
}

impl Credential {
    /// Creates a key pair without a session token that never expires.
    pub fn new(access_key: impl Into<String>, secret_key: impl Into<Secret>) -> Self {
        Self {
            access_key: access_key.into(),
            secret_key: secret_key.into(),
            security_token: None,
            expires: None,
        }
    }

    /// Adds the session token of temporary keys. An empty token counts as none.
    #[must_use]
    pub fn with_security_token(mut self, token: impl Into<Secret>) -> Self {
        self.security_token = Some(token.into()).filter(|token| !token.is_empty());
        self
    }

    /// Sets the time from which the vendor rejects the keys. Default: none.
    #[must_use]
    pub fn with_expiry(mut self, expires: UnixTime) -> Self {
        self.expires = Some(expires);
        self
    }

    /// Returns the access key. It identifies the account and is not secret.
    pub fn access_key(&self) -> &str {
        &self.access_key
    }

    /// Returns the secret key.
    pub fn secret_key(&self) -> &Secret {
        &self.secret_key
    }

    /// Returns the session token. `None` for long-lived keys.
    pub fn security_token(&self) -> Option<&Secret> {
        self.security_token.as_ref()
    }

    /// Returns the time from which the vendor rejects the keys. `None` if they never expire or the expiry is
    /// unknown.
    pub fn expires(&self) -> Option<UnixTime> {
        self.expires
    }

    /// Returns the texts that must never be printed: the secret key, and the session token if there is one.
    pub fn secrets(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.secret_key).chain(&self.security_token).map(Secret::expose_secret)
    }
}
