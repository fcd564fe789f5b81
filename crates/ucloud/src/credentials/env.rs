//! Keys in environment variables.

use tingji_core::Result;
use tingji_core::credentials::{CredentialContext, ResolvedCredentials};

/// Reads the key pair from the environment.
pub(super) fn from_env(surroundings: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    let pair = surroundings.key_pair(&["UCLOUD_PUBLIC_KEY"], &["UCLOUD_PRIVATE_KEY"], &[])?;
    Ok(pair.map(ResolvedCredentials::from))
}
