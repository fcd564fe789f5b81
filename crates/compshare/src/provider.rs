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
use crate::model::InstanceState;

/// CompShare GPU instances.
pub static PROVIDER: Provider = Provider {
    name: "compshare",
    aliases: &[],
    display_name: Text::new("CompShare GPU instances", "优云智算 GPU 实例"),
    scheme: "ucloud",
    default_region: None,
    region_location: RegionLocation::Request,
    regions: &endpoint::REGIONS,
    ids: IdRules { matches: is_id, example: "uhost-x", has_versions: false },
    spot_stop: ShutdownMode::PowerOff,
    projects: Projects::Optional,
    credential_variables: ["COMPSHARE_PUBLIC_KEY", "COMPSHARE_PRIVATE_KEY"],
    token_variable: None,
    credential_files: &["~/.config/compshare/config.json"],
    profile: ProfileSchema {
        key: "public_key",
        secret: "private_key",
        token: None,
        user: None,
        settings: &["region", "project_id", "endpoint"],
    },
    codes: CODES,
    states: &[ResourceStates { resource: "An instance", list: instance_states }],
    capabilities: &CAPABILITIES,
    chain: &CHAIN,
    connect,
};

/// Returns true for the format of this cloud's instance ids.
fn is_id(id: &str) -> bool {
    has_suffix(id, "uhost-")
}

fn instance_states() -> Vec<(&'static str, Phase)> {
    InstanceState::KNOWN.iter().map(|state| (state.as_str(), state.phase())).collect()
}

/// Returns a builder with the settings of an account.
fn builder(options: ConnectOptions) -> Result<ClientBuilder> {
    let mut builder = Client::builder(options.keys(&PROVIDER)?).connection(options.connection);
    if let Some(region) = options.region {
        builder = builder.region(region);
    }
    if let Some(project_id) = options.project_id {
        builder = builder.project_id(project_id);
    }
    Ok(builder)
}

tingji_core::connect_from_options!(Client, PROVIDER, builder);
tingji_core::client_methods!(Client, crate::protocol::CompShare);
