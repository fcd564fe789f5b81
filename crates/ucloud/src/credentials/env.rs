//! Keys in environment variables.

use tingji_core::Result;
use tingji_core::credentials::{CredentialContext, FoundAccount};

/// Reads the key pair from the environment.
pub(super) fn from_env(context: &CredentialContext) -> Result<Option<FoundAccount>> {
    context.key_pair(&["UCLOUD_PUBLIC_KEY"], &["UCLOUD_PRIVATE_KEY"], &[])
}
