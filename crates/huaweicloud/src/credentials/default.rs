//! [`CHAIN`]: the sources of keys in their order.

use tingji_core::Result;
use tingji_core::credentials::{CredentialContext, LoginMethod, ProviderChain, ResolvedCredentials};

use super::env::from_env;
use super::metadata::EcsMetadata;
use super::pod_identity::{CREDENTIALS_URI_ENV, PodIdentity};
use super::{files, koocli};

/// The sources of keys in their order; see the [module](super).
pub const CHAIN: ProviderChain = ProviderChain {
    variables: from_env,
    files: from_files,
    profile_names,
    metadata: Some(from_metadata),
    metadata_env: &[CREDENTIALS_URI_ENV],
    region: &["HW_REGION_NAME"],
    zone: &[],
    project_id: &["HUAWEICLOUD_SDK_PROJECT_ID", "HW_PROJECT_ID"],
};

fn from_files(context: &CredentialContext, profile: Option<&str>) -> Result<Option<ResolvedCredentials>> {
    match files::find_profile(context, profile)? {
        Some(found) => Ok(Some(found)),
        None => koocli::find_profile(context, profile),
    }
}

fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    let mut names = files::profile_names(context)?;
    names.extend(koocli::profile_names(context)?);
    Ok(names)
}

fn from_metadata(context: &CredentialContext) -> Result<Option<ResolvedCredentials>> {
    if let Some(source) = PodIdentity::from_env(context)? {
        return Ok(Some(ResolvedCredentials::new(LoginMethod::from_provider(source), "pod identity")));
    }
    let source = EcsMetadata::new(context)?;
    Ok(source.map(|source| {
        ResolvedCredentials::new(LoginMethod::from_provider(source), "metadata service of ECS")
    }))
}
