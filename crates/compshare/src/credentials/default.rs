//! [`CHAIN`]: the credential sources in their order.

use tingji_core::credentials::ProviderChain;

use super::env::from_env;
use super::files::{from_files, profile_names};

/// Credential sources of CompShare, in their order; see the [module](super).
pub const CHAIN: ProviderChain = ProviderChain {
    variables: from_env,
    files: from_files,
    profile_names,
    metadata: None,
    metadata_env: &[],
    region: &[],
    zone: &[],
    project_id: &["COMPSHARE_PROJECT_ID"],
};
