//! [`Credential`]: who signs.

use crate::Secret;

/// An access key with its secret, and the session token of temporary keys.
///
/// Every cloud of this project uses this pair under its own names: UCloud says `PublicKey` and
/// `PrivateKey`, the others access key (AK) and secret key (SK).
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
}

impl Credential {
    /// A long-lived key pair.
    pub fn new(access_key: impl Into<String>, secret_key: impl Into<Secret>) -> Self {
        Self { access_key: access_key.into(), secret_key: secret_key.into(), security_token: None }
    }

    /// Adds the session token that belongs to temporary keys. An empty token is no token.
    #[must_use]
    pub fn with_security_token(mut self, token: impl Into<Secret>) -> Self {
        self.security_token = Some(token.into()).filter(|token| !token.is_empty());
        self
    }

    /// The public half: it names the account and may be shown.
    pub fn access_key(&self) -> &str {
        &self.access_key
    }

    /// The private half.
    pub fn secret_key(&self) -> &Secret {
        &self.secret_key
    }

    /// The session token, if the keys are temporary.
    pub fn security_token(&self) -> Option<&Secret> {
        self.security_token.as_ref()
    }

    /// Every text of this credential that must never be shown.
    pub fn secrets(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.secret_key).chain(&self.security_token).map(Secret::expose)
    }
}
