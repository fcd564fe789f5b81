//! [`FoundAccount`]: the credentials and settings that a search has found.

use std::sync::Arc;

use crate::auth::{Identity, ProvideCredentials};
use crate::credentials::Origin;
use crate::{BoxFuture, Credential, Error, ErrorKind, Message, Result, UnixTime};

/// Value of a setting with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Value.
    pub value: String,
    /// Place of the value.
    pub origin: Origin,
}

/// Account as found: the source of its credentials, and its settings.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FoundAccount {
    /// Source of the credentials.
    pub credentials: Arc<dyn ProvideCredentials>,
    /// Place of the credentials.
    pub origin: Origin,
    /// Region; `None` for the provider's default.
    pub region: Option<Setting>,
    /// Zone.
    pub zone: Option<Setting>,
    /// Project id.
    pub project_id: Option<Setting>,
    /// Base URL of the API; `None` for the vendor's.
    pub endpoint: Option<Setting>,
    /// Warnings for the user, such as that other users can read the file.
    pub warnings: Vec<Message>,
    /// True if the settings of this place have priority over variables. Default false.
    pub overrides_variables: bool,
}

impl FoundAccount {
    /// Creates an account without settings and warnings.
    pub fn new(credentials: impl ProvideCredentials + 'static, origin: Origin) -> Self {
        Self {
            credentials: Arc::new(credentials),
            origin,
            region: None,
            zone: None,
            project_id: None,
            endpoint: None,
            warnings: Vec::new(),
            overrides_variables: false,
        }
    }

    /// Returns a setting of the place of the credentials.
    pub fn setting(&self, value: Option<String>) -> Option<Setting> {
        Some(Setting { value: value?, origin: self.origin.clone() })
    }
}

/// Source of temporary keys that a vendor's tool has stored in a file. They can't be refreshed: after their
/// expiry the user has to log in again with that tool.
#[derive(Clone, Debug)]
pub struct StoredCredential {
    /// Keys with their expiry.
    pub credential: Credential,
    /// Message of the error after the expiry. It names the tool to log in with.
    pub expired_message: Message,
}

impl ProvideCredentials for StoredCredential {
    fn provide_credentials(&self, now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        let is_expired = self.credential.expires().is_some_and(|expires| expires <= now);
        let result = if is_expired {
            Err(Error::new(ErrorKind::Credentials, self.expired_message.clone()))
        } else {
            Ok(self.credential.clone().into())
        };
        Box::pin(std::future::ready(result))
    }
}
