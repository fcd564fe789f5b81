//! [`CHAIN`]: the sources of keys in their order.

use tingji_core::credentials::ProviderChain;

use super::env::from_env;
use super::files::{from_files, profile_names};
use super::metadata::from_metadata;

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
