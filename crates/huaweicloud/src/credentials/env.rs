//! Keys, tokens and passwords in environment variables.

use tingji_core::credentials::{CredentialContext, LoginMethod, ResolvedCredentials};
use tingji_core::{Result, Secret};

use super::agency::AssumeAgency;
use super::id_token::IdToken;
use super::oidc::OidcAgency;
use super::token_service::credentials_error;

/// Reads the variables of OIDC, of the SDKs and of the Terraform provider, in this order.
pub(super) fn from_env(context: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    if let Some(source) = OidcAgency::from_env(context)? {
        return Ok(Some(ResolvedCredentials::new(
            LoginMethod::from_provider(source),
            "OIDC token of HUAWEICLOUD_OIDC_…",
        )));
    }
    if let Some(source) = IdToken::from_env(context)? {
        return Ok(Some(ResolvedCredentials::new(
            LoginMethod::from_provider(source),
            "variable HUAWEICLOUD_SDK_ID_TOKEN_FILE",
        )));
    }
    let pair = context.key_pair(
        &["HUAWEICLOUD_SDK_AK"],
        &["HUAWEICLOUD_SDK_SK"],
        &["HUAWEICLOUD_SDK_SECURITY_TOKEN"],
    )?;
    match pair {
        Some(pair) => Ok(Some(pair.into())),
        None => from_terraform_env(context),
    }
}

/// Reads the variables of the Terraform provider: keys, else a token, else a user and password.
fn from_terraform_env(context: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    let pair = context.key_pair(&["HW_ACCESS_KEY"], &["HW_SECRET_KEY"], &["HW_SECURITY_TOKEN"])?;
    if let Some((pair, origin)) = pair {
        return Ok(Some(match AssumeAgency::from_env(context, pair.clone())? {
            Some(source) => ResolvedCredentials::new(
                LoginMethod::from_provider(source),
                format!("agency assumed with {origin}"),
            ),
            None => ResolvedCredentials::new(pair, origin),
        }));
    }
    if let Some((name, token)) = context.first_set(&["HW_AUTH_TOKEN"]) {
        return Ok(Some(ResolvedCredentials::new(
            LoginMethod::Token(Secret::new(token)),
            format!("variable {name}"),
        )));
    }
    from_password_env(context)
}

fn from_password_env(context: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    let Some((name, user)) = context.first_set(&["HW_USER_NAME"]) else { return Ok(None) };
    let domain = required_variable(context, "HW_DOMAIN_NAME", &name)?;
    let password = Secret::new(required_variable(context, "HW_USER_PASSWORD", &name)?);
    let login = LoginMethod::Password { domain, user, password };
    Ok(Some(ResolvedCredentials::new(login, format!("variable {name}"))))
}

/// Returns a variable that another one requires.
fn required_variable(context: &CredentialContext, variable: &str, required_by: &str) -> Result<String> {
    match context.var(variable) {
        Some(value) => Ok(value),
        None => {
            let missing = context.variable_name(variable);
            credentials_error(format!("the variable {missing} is not set, but {required_by} requires it"))
        }
    }
}
