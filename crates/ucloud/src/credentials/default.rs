//! [`CHAIN`]: the credential sources in their order.

use tingji_core::Result;
use tingji_core::credentials::{CredentialContext, FoundAccount, ProviderChain};

use super::env::from_env;
use super::files::{from_shared_files, profile_names_in_shared_files};

/// Credential sources of UCloud, in their order; see the [module](super).
pub const CHAIN: ProviderChain = ProviderChain {
    variables: from_env,
    files: from_files,
    profile_names,
    metadata: None,
    metadata_env: &[],
    region: &["UCLOUD_REGION"],
    zone: &["UCLOUD_ZONE"],
    project_id: &["UCLOUD_PROJECT_ID"],
};

fn from_files(context: &CredentialContext, profile: Option<&str>) -> Result<Option<FoundAccount>> {
    from_shared_files(context, profile, is_ucloud)
}

fn profile_names(context: &CredentialContext) -> Result<Vec<String>> {
    profile_names_in_shared_files(context, is_ucloud)
}

/// Returns true for every base URL but CompShare's, including an empty one.
fn is_ucloud(base_url: &str) -> bool {
    !base_url.contains("compshare")
}
