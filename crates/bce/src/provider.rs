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
use crate::model::InstanceStatus;

/// Baidu AI Cloud BCC.
pub static PROVIDER: Provider = Provider {
    name: "bce",
    aliases: &["baidu"],
    display_name: Text::new("Baidu AI Cloud BCC", "百度智能云 BCC"),
    scheme: "bce",
    default_region: Some(endpoint::DEFAULT_REGION),
    region_location: RegionLocation::Host,
    regions: &endpoint::REGIONS,
    ids: IdRules { matches: is_id, example: "i-x", has_versions: false },
    spot_stop: ShutdownMode::Graceful,
    projects: Projects::None,
    credential_variables: ["BCE_ACCESS_KEY_ID", "BCE_SECRET_ACCESS_KEY"],
    token_variable: Some("BCE_SECURITY_TOKEN"),
    credential_files: &["~/.bce/config.json", "~/.go-bcecli/credentials"],
    profile: ProfileSchema {
        key: "access_key_id",
        secret: "secret_access_key",
        token: Some("session_token"),
        user: None,
        settings: &["region", "endpoint"],
    },
    codes: CODES,
    states: &[ResourceStates { resource: "An instance", list: instance_states }],
    capabilities: &CAPABILITIES,
    chain: &CHAIN,
    connect,
};

/// Returns true for the format of this cloud's instance ids.
fn is_id(id: &str) -> bool {
    // Observed ids have eight letters and digits of either case after the prefix.
    has_suffix(id, "i-")
}

fn instance_states() -> Vec<(&'static str, Phase)> {
    InstanceStatus::KNOWN.iter().map(|state| (state.as_str(), state.phase())).collect()
}

/// Returns a builder with the settings of an account.
fn builder(options: ConnectOptions) -> Result<ClientBuilder> {
    let mut builder = Client::builder(options.keys(&PROVIDER)?).connection(options.connection);
    if let Some(region) = options.region {
        builder = builder.region(region);
    }
    Ok(builder)
}

tingji_core::connect_from_options!(Client, PROVIDER, builder);
tingji_core::client_methods!(Client, crate::protocol::Bcc);
