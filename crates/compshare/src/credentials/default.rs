//! [`CHAIN`]: the credential sources in their order.

use tingji_core::source::Chain;

use super::env::from_env;
use super::files::{from_files, profile_names};

/// Credential sources of CompShare, in their order; see the [module](super).
pub const CHAIN: Chain = Chain {
    variables: from_env,
    files: from_files,
    names: profile_names,
    ambient: Chain::NO_AMBIENT,
    asking: &[],
    region: &[],
    zone: &[],
    project_id: &["COMPSHARE_PROJECT_ID"],
};
