//! Where Volcengine's own tools keep keys, and how temporary ones are had.
//!
//! [`CHAIN`] asks in the order of the vendor's SDKs: variables, OIDC, the command's file, the machine.
//!
//! 1. `VOLCENGINE_ACCESS_KEY`, `VOLCENGINE_SECRET_KEY`, `VOLCENGINE_SESSION_TOKEN`; where one of them
//!    is not set, `VOLCSTACK_ACCESS_KEY_ID` or `VOLCSTACK_ACCESS_KEY`, `VOLCSTACK_SECRET_ACCESS_KEY` or
//!    `VOLCSTACK_SECRET_KEY`, `VOLCSTACK_SESSION_TOKEN`; then the old SDKs' `VOLC_ACCESSKEY` and
//!    `VOLC_SECRETKEY`
//! 2. [`AssumeRoleWithOidc`]: `VOLCENGINE_OIDC_TOKEN_FILE`, `VOLCENGINE_OIDC_ROLE_TRN`, and perhaps
//!    `VOLCENGINE_OIDC_ROLE_SESSION_NAME`, `VOLCENGINE_OIDC_ROLE_POLICY`, `VOLCENGINE_OIDC_STS_ENDPOINT`
//! 3. `~/.volcengine/config.json` of the command `ve` (or `VOLCENGINE_CLI_CONFIG_FILE`), all modes of a
//!    profile: `ak`, `StsToken`, `RamRoleArn`, `OIDC`, `EcsRole`, `sso` and `console-login`. Of the last
//!    two only keys that `ve` has stored are used while they hold: logging in is left to `ve`. The
//!    profile is the one given, else `VOLCENGINE_PROFILE`, else `VOLCSTACK_PROFILE`, else the file's
//!    `current`, else `default`; it is an error if a variable or `current` names one that is not there.
//! 4. the files of the older SDKs: `~/.volcengine/credentials` (or `VOLCSTACK_SHARED_CREDENTIALS_FILE`),
//!    `~/.volc/credentials`, `~/.volc/config`. No tool reads all of these, so that their place in the
//!    order is a guess.
//! 5. [`EcsRole`]: the metadata service of ECS, with the role `VOLCENGINE_ECS_METADATA` or the first one
//!    it lists; never with `VOLCENGINE_ECS_METADATA_DISABLED=true`
//!
//! With `VOLCENGINE_DISABLE_DEFAULT_CREDENTIALS=true` only the command's file is read.
//!
//! <https://github.com/volcengine/volcengine-go-sdk>, <https://github.com/volcengine/volcengine-cli>

mod assume_role;
mod cli_config;
mod legacy_config;
mod metadata;
mod oidc;
mod sts;

pub use assume_role::AssumeRole;
pub use metadata::EcsRole;
pub use oidc::AssumeRoleWithOidc;

use tingji_core::Result;
use tingji_core::credentials::{CredentialContext, LoginMethod, ProviderChain, ResolvedCredentials};

/// The sources of keys in their order; see the [module](self).
pub const CHAIN: ProviderChain = ProviderChain {
    variables: from_env,
    files: from_files,
    profile_names: profile_names,
    metadata: from_metadata,
    metadata_env: &["VOLCENGINE_ECS_METADATA"],
    region: &["VOLCENGINE_REGION", "VOLCSTACK_REGION"],
    zone: &[],
    project_id: &[],
};

/// Whether the user wants profiles of the command alone.
fn profiles_only(surroundings: &CredentialContext) -> bool {
    surroundings.is_true("VOLCENGINE_DISABLE_DEFAULT_CREDENTIALS")
}

fn from_env(surroundings: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    if profiles_only(surroundings) {
        return Ok(None);
    }
    let pair = surroundings.pair(
        &["VOLCENGINE_ACCESS_KEY", "VOLCSTACK_ACCESS_KEY_ID", "VOLCSTACK_ACCESS_KEY"],
        &["VOLCENGINE_SECRET_KEY", "VOLCSTACK_SECRET_ACCESS_KEY", "VOLCSTACK_SECRET_KEY"],
        &["VOLCENGINE_SESSION_TOKEN", "VOLCSTACK_SESSION_TOKEN"],
    )?;
    if let Some(pair) = pair {
        return Ok(Some(pair.into()));
    }
    match surroundings.pair(&["VOLC_ACCESSKEY"], &["VOLC_SECRETKEY"], &[])? {
        Some(pair) => Ok(Some(pair.into())),
        None => from_oidc_env(surroundings),
    }
}

fn from_oidc_env(surroundings: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    let source = AssumeRoleWithOidc::from_env(surroundings)?;
    let name = surroundings.name("VOLCENGINE_OIDC_TOKEN_FILE");
    Ok(source.map(|source| {
        ResolvedCredentials::new(LoginMethod::from_provider(source), format!("OIDC token of {name}"))
    }))
}

fn from_files(
    surroundings: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<ResolvedCredentials>> {
    match cli_config::find_profile(surroundings, profile)? {
        None if !profiles_only(surroundings) => legacy_config::find_profile(surroundings, profile),
        found => Ok(found),
    }
}

fn profile_names(surroundings: &CredentialContext) -> Result<Vec<String>> {
    let mut names = cli_config::profile_names(surroundings)?;
    if !profiles_only(surroundings) {
        names.extend(legacy_config::profile_names(surroundings)?);
    }
    Ok(names)
}

fn from_metadata(surroundings: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    if profiles_only(surroundings) {
        return Ok(None);
    }
    let source = EcsRole::new(surroundings, surroundings.var("VOLCENGINE_ECS_METADATA"))?;
    Ok(source.map(|source| {
        ResolvedCredentials::new(LoginMethod::from_provider(source), "metadata service of ECS")
    }))
}
