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
    profile_names,
    metadata: Some(from_metadata),
    metadata_env: &["VOLCENGINE_ECS_METADATA"],
    region: &["VOLCENGINE_REGION", "VOLCSTACK_REGION"],
    zone: &[],
    project_id: &[],
};

fn from_files(context: &CredentialContext, profile: Option<&str>) -> Result<Option<ResolvedCredentials>> {
    match cli_config::find_profile(context, profile)? {
        None if !is_cli_config_only(context) => legacy_config::find_profile(context, profile),
        found => Ok(found),
    }
}

fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    let mut names = cli_config::profile_names(context)?;
    if !is_cli_config_only(context) {
        names.extend(legacy_config::profile_names(context)?);
    }
    Ok(names)
}

fn from_metadata(context: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    if is_cli_config_only(context) {
        return Ok(None);
    }
    let source = EcsRole::new(context, context.var("VOLCENGINE_ECS_METADATA"))?;
    Ok(source.map(|source| {
        ResolvedCredentials::new(LoginMethod::from_provider(source), "metadata service of ECS")
    }))
}
