//! Keys in environment variables.

use std::sync::Arc;

use tingji_core::credentials::{CredentialContext, FoundAccount, Origin};
use tingji_core::{Credential, Result};

use super::files::from_cli_config;

const PUBLIC_KEY: &str = "COMPSHARE_PUBLIC_KEY";
const PRIVATE_KEY: &str = "COMPSHARE_PRIVATE_KEY";

/// Reads the key pair from the environment. Completes a half pair from the `compshare` command's file.
pub(super) fn from_env(context: &CredentialContext) -> Result<Option<FoundAccount>> {
    let key = context.var(PUBLIC_KEY);
    let secret = context.var(PRIVATE_KEY);
    // A half key pair is completed only for the unprefixed variables. Variables of a named profile, such as
    // `WORK_COMPSHARE_PUBLIC_KEY`, must be complete: the file's current profile may belong to another
    // account.
    let is_half = key.is_some() != secret.is_some();
    if !is_half || context.variable_name(PUBLIC_KEY) != PUBLIC_KEY {
        return context.key_pair(&[PUBLIC_KEY], &[PRIVATE_KEY], &[]);
    }
    let found = from_cli_config(context, None)?;
    let Some((mut found, pair)) = found.and_then(with_key_pair) else {
        return context.key_pair(&[PUBLIC_KEY], &[PRIVATE_KEY], &[]);
    };
    let variable = if key.is_some() { PUBLIC_KEY } else { PRIVATE_KEY };
    let key = key.unwrap_or_else(|| pair.access_key().to_owned());
    let secret = secret.map_or_else(|| pair.secret_key().clone(), Into::into);
    found.credentials = Arc::new(Credential::new(key, secret));
    found.origin = Origin::Both(Box::new([Origin::Variable(variable.to_owned()), found.origin]));
    Ok(Some(found))
}

fn with_key_pair(found: FoundAccount) -> Option<(FoundAccount, Credential)> {
    let pair = found.credentials.credential()?;
    Some((found, pair))
}
