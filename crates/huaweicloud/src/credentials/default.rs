//! [`CHAIN`]: the sources of keys in their order.

use tingji_core::credentials::ProviderChain;

use super::env::from_env;
use super::files::{from_files, profile_names};
use super::metadata::from_metadata;
use super::pod_identity::CREDENTIALS_URI_ENV;

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
