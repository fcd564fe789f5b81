//! Where Huawei Cloud's own tools keep keys, and how temporary ones are had.
//!
//! [`CHAIN`] asks in the order of the vendor's SDKs: OIDC, variables, profile files, the machine.
//!
//! 1. [`OidcAgency`]: `HUAWEICLOUD_OIDC_PROVIDER_URN`, `HUAWEICLOUD_OIDC_AGENCY_URN`, and
//!    `HUAWEICLOUD_OIDC_TOKEN_FILE` or `HUAWEICLOUD_OIDC_ID_TOKEN`
//! 2. variables of the SDKs: `HUAWEICLOUD_SDK_IDP_ID` with `HUAWEICLOUD_SDK_ID_TOKEN_FILE`
//!    ([`IdToken`]), else `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK`, `HUAWEICLOUD_SDK_SECURITY_TOKEN`
//! 3. variables of the Terraform provider: `HW_ACCESS_KEY`, `HW_SECRET_KEY`, `HW_SECURITY_TOKEN`; else
//!    `HW_AUTH_TOKEN`; else `HW_USER_NAME`, `HW_USER_PASSWORD`, `HW_DOMAIN_NAME`, an IAM user who logs
//!    in for tokens. With `HW_ASSUME_ROLE_AGENCY_NAME` and `HW_ASSUME_ROLE_DOMAIN_NAME` (or
//!    `…_DOMAIN_ID`) the keys take on that agency: [`AssumeAgency`].
//! 4. `~/.huaweicloud/credentials` of the SDKs (or `HUAWEICLOUD_SDK_CREDENTIALS_FILE`), whose sections
//!    are types of keys: `[basic]`, else `[global]`. A profile that is asked for is looked for as a
//!    section too (guess).
//! 5. `~/.hcloud/config.json` of KooCLI (or `HW_SHARED_CONFIG_FILE`): the profile given, else
//!    `HW_PROFILE`, else `current`, else `default`. Keys that KooCLI has encrypted, as it does unless it
//!    is told not to, are left out.
//! 6. [`PodIdentity`] if `HC_CONTAINER_CREDENTIALS_FULL_URI` is set, else [`EcsMetadata`]; the SDKs ask
//!    in the opposite order, which costs seconds wherever there is no such service
//!
//! <https://github.com/huaweicloud/huaweicloud-sdk-python-v3>

mod agency;
mod files;
mod id_token;
mod koocli;
mod metadata;
mod oidc;
mod pod;

pub use agency::AssumeAgency;
pub use id_token::IdToken;
pub use metadata::EcsMetadata;
pub use oidc::OidcAgency;
pub use pod::PodIdentity;

use tingji_core::credentials::{
    CredentialContext, FieldNames, LoginMethod, ProviderChain, ResolvedCredentials,
};
use tingji_core::operation::HttpResponse;
use tingji_core::{Error, ErrorKind, Result, Secret};

use crate::endpoint::DEFAULT_REGION;

/// The services spell the same four fields in three ways.
const ISSUED: FieldNames = FieldNames {
    key: &["access", "access_key_id", "accessKeyId"],
    secret: &["secret", "secret_access_key", "secretAccessKey"],
    token: &["securitytoken", "security_token", "securityToken"],
    expires: &["expires_at", "expiration", "expiresAt"],
};

/// The sources of keys in their order; see the [module](self).
pub const CHAIN: ProviderChain = ProviderChain {
    variables,
    files,
    profile_names,
    metadata,
    metadata_env: &[pod::URI],
    region: &["HW_REGION_NAME"],
    zone: &[],
    project_id: &["HUAWEICLOUD_SDK_PROJECT_ID", "HW_PROJECT_ID"],
};

fn variables(surroundings: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    if let Some(source) = OidcAgency::from_variables(surroundings)? {
        return Ok(Some(ResolvedCredentials::new(
            LoginMethod::from_provider(source),
            "OIDC token of HUAWEICLOUD_OIDC_…",
        )));
    }
    if let Some(source) = IdToken::from_variables(surroundings)? {
        return Ok(Some(ResolvedCredentials::new(
            LoginMethod::from_provider(source),
            "variable HUAWEICLOUD_SDK_ID_TOKEN_FILE",
        )));
    }
    let (key, secret) = (&["HUAWEICLOUD_SDK_AK"], &["HUAWEICLOUD_SDK_SK"]);
    if let Some(pair) = surroundings.pair(key, secret, &["HUAWEICLOUD_SDK_SECURITY_TOKEN"])? {
        return Ok(Some(pair.into()));
    }
    terraform(surroundings)
}

/// The variables of the Terraform provider.
fn terraform(surroundings: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    let pair = surroundings.pair(&["HW_ACCESS_KEY"], &["HW_SECRET_KEY"], &["HW_SECURITY_TOKEN"])?;
    if let Some((pair, origin)) = pair {
        return Ok(Some(match AssumeAgency::from_variables(surroundings, pair.clone())? {
            Some(source) => ResolvedCredentials::new(
                LoginMethod::from_provider(source),
                format!("agency taken on with {origin}"),
            ),
            None => ResolvedCredentials::new(pair, origin),
        }));
    }
    if let Some((name, token)) = surroundings.first(&["HW_AUTH_TOKEN"]) {
        return Ok(Some(ResolvedCredentials::new(
            LoginMethod::Token(Secret::new(token)),
            format!("variable {name}"),
        )));
    }
    password(surroundings)
}

fn password(surroundings: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    let Some((name, user)) = surroundings.first(&["HW_USER_NAME"]) else { return Ok(None) };
    let need = |variable: &str| {
        let message =
            || format!("the variable {} is not set, which {name} needs", surroundings.name(variable));
        surroundings.var(variable).ok_or_else(|| Error::new(ErrorKind::Credentials, message()))
    };
    let (domain, password) = (need("HW_DOMAIN_NAME")?, Secret::new(need("HW_USER_PASSWORD")?));
    let login = LoginMethod::Password { domain, user, password };
    Ok(Some(ResolvedCredentials::new(login, format!("variable {name}"))))
}

fn files(surroundings: &CredentialContext, profile: Option<&str>) -> Result<Option<ResolvedCredentials>> {
    match files::find(surroundings, profile)? {
        Some(found) => Ok(Some(found)),
        None => koocli::find(surroundings, profile),
    }
}

fn profile_names(surroundings: &CredentialContext) -> Result<Vec<String>> {
    let mut names = files::names(surroundings)?;
    names.extend(koocli::names(surroundings)?);
    Ok(names)
}

fn metadata(surroundings: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    if let Some(source) = PodIdentity::from_variables(surroundings)? {
        return Ok(Some(ResolvedCredentials::new(LoginMethod::from_provider(source), "pod identity")));
    }
    let source = EcsMetadata::new(surroundings)?;
    Ok(source.map(|source| {
        ResolvedCredentials::new(LoginMethod::from_provider(source), "metadata service of ECS")
    }))
}

/// The region that a token service is asked in.
fn region(surroundings: &CredentialContext) -> &str {
    surroundings.region().unwrap_or(DEFAULT_REGION)
}

fn refuse<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::Credentials, message))
}

/// A service's own refusal, or that it is none.
fn refused(reply: &HttpResponse) -> Error {
    let fault = reply.json().and_then(|body| crate::error::Fault::read(&body));
    fault.map_or_else(|| reply.unexpected_response(), |fault| fault.into_error(reply))
}
