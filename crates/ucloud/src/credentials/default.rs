//! [`CHAIN`]: the sources of keys in their order.

use tingji_core::Result;
use tingji_core::source::{Chain, Found, Surroundings};

use super::env::from_env;
use super::files::{from_shared_files, profile_names_in_shared_files};

/// The sources of keys in their order; see the [module](super).
pub const CHAIN: Chain = Chain {
    variables: from_env,
    files: from_files,
    names: profile_names,
    ambient: Chain::NO_AMBIENT,
    asking: &[],
    region: &["UCLOUD_REGION"],
    zone: &["UCLOUD_ZONE"],
    project_id: &["UCLOUD_PROJECT_ID"],
};

fn from_files(surroundings: &Surroundings, profile: Option<&str>) -> Result<Option<Found>> {
    from_shared_files(surroundings, profile, is_ucloud)
}

fn profile_names(surroundings: &Surroundings) -> Result<Vec<String>> {
    profile_names_in_shared_files(surroundings, is_ucloud)
}

fn is_ucloud(base_url: &str) -> bool {
    !base_url.contains("compshare")
}
