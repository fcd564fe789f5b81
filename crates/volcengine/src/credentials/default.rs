//! [`CHAIN`]: the sources of keys in their order.

use tingji_core::Result;
use tingji_core::credentials::{CredentialContext, LoginMethod, ProviderChain, ResolvedCredentials};

use super::env::{from_env, is_cli_config_only};
use super::metadata::EcsRole;
use super::{cli_config, legacy_config};

/// The sources of keys in their order; see the [module](super).
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

fn from_files(
    surroundings: &CredentialContext,
    profile: Option<&str>,
) -> Result<Option<ResolvedCredentials>> {
    match cli_config::find_profile(surroundings, profile)? {
        None if !is_cli_config_only(surroundings) => legacy_config::find_profile(surroundings, profile),
        found => Ok(found),
    }
}

fn profile_names(surroundings: &CredentialContext) -> Result<Vec<String>> {
    let mut names = cli_config::profile_names(surroundings)?;
    if !is_cli_config_only(surroundings) {
        names.extend(legacy_config::profile_names(surroundings)?);
    }
    Ok(names)
}

fn from_metadata(surroundings: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    if is_cli_config_only(surroundings) {
        return Ok(None);
    }
    let source = EcsRole::new(surroundings, surroundings.var("VOLCENGINE_ECS_METADATA"))?;
    Ok(source.map(|source| {
        ResolvedCredentials::new(LoginMethod::from_provider(source), "metadata service of ECS")
    }))
}
