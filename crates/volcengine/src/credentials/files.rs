//! Keys in configuration files: of the command `ve`, and of older SDKs.

mod cli_config;
mod legacy_config;

use tingji_core::Result;
use tingji_core::credentials::{CredentialContext, FoundAccount};

use super::env::is_cli_config_only;

/// Reads the keys of a profile: first from the file of `ve`, then from the older files.
pub(super) fn from_files(context: &CredentialContext, profile: Option<&str>) -> Result<Option<FoundAccount>> {
    match cli_config::find_profile(context, profile)? {
        None if !is_cli_config_only(context) => legacy_config::find_profile(context, profile),
        found => Ok(found),
    }
}

/// Lists the profiles of all files. A name may occur twice.
pub(super) fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    let mut names = cli_config::profile_names(context)?;
    if !is_cli_config_only(context) {
        names.extend(legacy_config::profile_names(context)?);
    }
    Ok(names)
}
