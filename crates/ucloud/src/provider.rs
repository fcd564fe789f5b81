//! [`PROVIDER`]: the description of this cloud for programs that work with several clouds.

use tingji_core::lifecycle::ShutdownMode;
use tingji_core::provider::{
    ConnectOptions, IdRules, ProfileSchema, Projects, Provider, RegionLocation, ResourceStates, has_suffix,
};
use tingji_core::{Phase, Result, Text};

use crate::client::{Client, ClientBuilder};
use crate::codes::CODES;
use crate::credentials::CHAIN;
use crate::endpoint;
use crate::lifecycle::CAPABILITIES;
use crate::model::{ServiceStatus, VersionStatus};

/// UCloud UAI-Inference.
pub static PROVIDER: Provider = Provider {
    name: "ucloud",
    aliases: &[],
    display_name: Text::new("UCloud UAI-Inference", "UCloud UAI-Inference 推理服务"),
    scheme: "ucloud",
    default_region: Some(endpoint::DEFAULT_REGION),
    region_location: RegionLocation::Request,
    regions: &endpoint::REGIONS,
    ids: IdRules { matches: is_id, example: "uaiservice-x", has_versions: true },
    spot_stop: ShutdownMode::Graceful,
    projects: Projects::Optional,
    credential_variables: ["UCLOUD_PUBLIC_KEY", "UCLOUD_PRIVATE_KEY"],
    token_variable: None,
    credential_files: &["~/.ucloud/config.json", "~/.ucloud/credential.json"],
    profile: ProfileSchema {
        key: "public_key",
        secret: "private_key",
        token: None,
        user: None,
        settings: &["region", "zone", "project_id", "endpoint"],
    },
    codes: CODES,
    states: &[
        ResourceStates { resource: "A service", list: service_states },
        ResourceStates { resource: "A version", list: version_states },
    ],
    capabilities: &CAPABILITIES,
    chain: &CHAIN,
    connect,
};

/// Returns true for the format of this cloud's instance ids.
fn is_id(id: &str) -> bool {
    has_suffix(id, "uaiservice-")
}

fn service_states() -> Vec<(&'static str, Phase)> {
    ServiceStatus::KNOWN.iter().map(|state| (state.as_str(), state.phase())).collect()
}

fn version_states() -> Vec<(&'static str, Phase)> {
    VersionStatus::KNOWN.iter().map(|state| (state.as_str(), state.phase())).collect()
}

/// Returns a builder with the settings of an account.
fn builder(options: ConnectOptions) -> Result<ClientBuilder> {
    let mut builder = Client::builder(options.keys(&PROVIDER)?).connection(options.connection);
    if let Some(region) = options.region {
        builder = builder.region(region);
    }
    if let Some(zone) = options.zone {
        builder = builder.zone(zone);
    }
    if let Some(project_id) = options.project_id {
        builder = builder.project_id(project_id);
    }
    Ok(builder)
}

tingji_core::connect_from_options!(Client, PROVIDER, builder);
tingji_core::client_methods!(Client, crate::protocol::Rpc);
