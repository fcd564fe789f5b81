//! [`CHAIN`]: the sources of keys in their order.

use tingji_core::credentials::ProviderChain;

use super::env::from_env;
use super::files::{from_files, profile_names};

/// The sources of keys in their order; see the [module](super).
pub const CHAIN: ProviderChain = ProviderChain {
    variables: from_env,
    files: from_files,
    profile_names,
    metadata: None,
    metadata_env: &[],
    region: &["BCE_REGION", "BAIDUCLOUD_REGION"],
    zone: &[],
    project_id: &[],
};
