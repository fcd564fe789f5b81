//! Keys in environment variables.

use tingji_core::Result;
use tingji_core::credentials::{CredentialContext, FoundAccount, Origin};

use super::oidc::{AssumeRoleWithOidc, TOKEN_FILE_ENV};

/// Reads the key variables of the current and the older SDKs, then those of OIDC.
pub(super) fn from_env(context: &CredentialContext) -> Result<Option<FoundAccount>> {
    if is_cli_config_only(context) {
        return Ok(None);
    }
    let pair = context.key_pair(
        &["VOLCENGINE_ACCESS_KEY", "VOLCSTACK_ACCESS_KEY_ID", "VOLCSTACK_ACCESS_KEY"],
        &["VOLCENGINE_SECRET_KEY", "VOLCSTACK_SECRET_ACCESS_KEY", "VOLCSTACK_SECRET_KEY"],
        &["VOLCENGINE_SESSION_TOKEN", "VOLCSTACK_SESSION_TOKEN"],
    )?;
    if pair.is_some() {
        return Ok(pair);
    }
    match context.key_pair(&["VOLC_ACCESSKEY"], &["VOLC_SECRETKEY"], &[])? {
        Some(pair) => Ok(Some(pair)),
        None => from_oidc_env(context),
    }
}

fn from_oidc_env(context: &CredentialContext) -> Result<Option<FoundAccount>> {
    let source = AssumeRoleWithOidc::from_env(context)?;
    let origin = Origin::OidcToken(context.variable_name(TOKEN_FILE_ENV));
    Ok(source.map(|source| FoundAccount::new(source, origin)))
}

/// Returns true if the user disabled every source but the configuration file of the command `ve`.
pub(super) fn is_cli_config_only(context: &CredentialContext) -> bool {
    context.is_true("VOLCENGINE_DISABLE_DEFAULT_CREDENTIALS")
}
