//! Keys, tokens and passwords in environment variables.

use tingji_core::auth::Identity;
use tingji_core::credentials::{CredentialContext, FoundAccount, Origin};
use tingji_core::{Result, Secret};

use super::assume_role::AssumeAgency;
use super::id_token::{IdToken, TOKEN_FILE_ENV};
use super::oidc::OidcAgency;

/// Reads the variables of OIDC, of the SDKs and of the Terraform provider, in this order.
pub(super) fn from_env(context: &CredentialContext) -> Result<Option<FoundAccount>> {
    if let Some(source) = OidcAgency::from_env(context)? {
        let origin = Origin::OidcToken("HUAWEICLOUD_OIDC_…".to_owned());
        return Ok(Some(FoundAccount::new(source, origin)));
    }
    if let Some(source) = IdToken::from_env(context)? {
        let origin = Origin::Variable(TOKEN_FILE_ENV.to_owned());
        return Ok(Some(FoundAccount::new(source, origin)));
    }
    let pair = context.key_pair(
        &["HUAWEICLOUD_SDK_AK"],
        &["HUAWEICLOUD_SDK_SK"],
        &["HUAWEICLOUD_SDK_SECURITY_TOKEN"],
    )?;
    match pair {
        Some(pair) => Ok(Some(pair)),
        None => from_terraform_env(context),
    }
}

/// Reads the variables of the Terraform provider: keys, else a token, else a user and password.
fn from_terraform_env(context: &CredentialContext) -> Result<Option<FoundAccount>> {
    let pair = context.key_pair(&["HW_ACCESS_KEY"], &["HW_SECRET_KEY"], &["HW_SECURITY_TOKEN"])?;
    if let Some(pair) = pair {
        return Ok(Some(match AssumeAgency::from_env(context, pair.credentials.clone())? {
            Some(source) => {
                FoundAccount::new(source, Origin::Assumed { role: "agency", keys: Box::new(pair.origin) })
            }
            None => pair,
        }));
    }
    if let Some((name, token)) = context.first_set(&["HW_AUTH_TOKEN"]) {
        let identity = Identity::Token { token: Secret::new(token), expires: None };
        return Ok(Some(FoundAccount::new(identity, Origin::Variable(name))));
    }
    from_password_env(context)
}

fn from_password_env(context: &CredentialContext) -> Result<Option<FoundAccount>> {
    let Some((name, user)) = context.first_set(&["HW_USER_NAME"]) else { return Ok(None) };
    let domain = context.required_var("HW_DOMAIN_NAME", &name)?;
    let password = Secret::new(context.required_var("HW_USER_PASSWORD", &name)?);
    let identity = Identity::Password { domain, user, password };
    Ok(Some(FoundAccount::new(identity, Origin::Variable(name))))
}
