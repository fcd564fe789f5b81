//! Keys in environment variables.

use tingji_core::credentials::{CredentialContext, ResolvedCredentials};
use tingji_core::{Credential, Result};

use super::files::from_cli_config;

const PUBLIC_KEY: &str = "COMPSHARE_PUBLIC_KEY";
const PRIVATE_KEY: &str = "COMPSHARE_PRIVATE_KEY";

/// Reads the key pair from the environment. Completes a half pair from the `compshare` command's file.
pub(super) fn from_env(surroundings: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    let key = surroundings.var(PUBLIC_KEY);
    let secret = surroundings.var(PRIVATE_KEY);
    if key.is_some() == secret.is_some() {
        return Ok(surroundings.key_pair(&[PUBLIC_KEY], &[PRIVATE_KEY], &[])?.map(ResolvedCredentials::from));
    }
    // A half key pair is completed only for the unprefixed variables. Variables of a named profile, such as
    // `WORK_COMPSHARE_PUBLIC_KEY`, must be complete: the file's current profile may belong to another
    // account.
    let is_unprefixed = surroundings.variable_name(PUBLIC_KEY) == PUBLIC_KEY;
    let found = if is_unprefixed { from_cli_config(surroundings, None)? } else { None };
    let Some(pair) = found.as_ref().and_then(|found| found.login.credential()) else {
        return Ok(surroundings.key_pair(&[PUBLIC_KEY], &[PRIVATE_KEY], &[])?.map(ResolvedCredentials::from));
    };
    let name = surroundings.variable_name(if key.is_some() { PUBLIC_KEY } else { PRIVATE_KEY });
    let key = key.unwrap_or_else(|| pair.access_key().to_owned());
    let merged = Credential::new(key, secret.map_or_else(|| pair.secret_key().clone(), Into::into));
    Ok(found.map(|found| ResolvedCredentials {
        login: merged.into(),
        origin: format!("variable {name} and {}", found.origin),
        ..found
    }))
}
