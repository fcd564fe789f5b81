//! Keys in configuration files: of the SDKs, and of KooCLI.

mod koocli;
mod sdk;

use tingji_core::Result;
use tingji_core::credentials::{CredentialContext, FoundAccount};

/// Reads the keys of a profile: first from the file of the SDKs, then from the file of KooCLI.
pub(super) fn from_files(context: &CredentialContext, profile: Option<&str>) -> Result<Option<FoundAccount>> {
    match sdk::find_profile(context, profile)? {
        Some(found) => Ok(Some(found)),
        None => koocli::find_profile(context, profile),
    }
}

/// Lists the profiles of both files. A name may occur twice.
pub(super) fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    let mut names = sdk::profile_names(context)?;
    names.extend(koocli::profile_names(context)?);
    Ok(names)
}
