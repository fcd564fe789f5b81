//! Keys in environment variables.

use tingji_core::Result;
use tingji_core::credentials::{CredentialContext, FoundAccount};

/// Reads the variables of the `bce` command, then those of the Terraform provider.
pub(super) fn from_env(context: &CredentialContext) -> Result<Option<FoundAccount>> {
    let bce =
        context.key_pair(&["BCE_ACCESS_KEY_ID"], &["BCE_SECRET_ACCESS_KEY"], &["BCE_SECURITY_TOKEN"])?;
    if bce.is_some() {
        return Ok(bce);
    }
    context.key_pair(&["BAIDUCLOUD_ACCESS_KEY"], &["BAIDUCLOUD_SECRET_KEY"], &["BAIDUCLOUD_SESSION_TOKEN"])
}
