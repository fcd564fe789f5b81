//! [`PROVIDER`]: the description of this cloud for programs that work with several clouds.

use std::sync::Arc;

use tingji_core::lifecycle::ShutdownMode;
use tingji_core::provider::{
    ConnectOptions, IdRules, ProfileSchema, Projects, Provider, RegionLocation, ResourceStates, has_suffix,
};
use tingji_core::{Lifecycle, Phase, Result};

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
    display_name: "Baidu AI Cloud BCC",
    display_name_zh: "百度智能云 BCC",
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

/// Connects an account; see [`Provider::connect`].
fn connect(options: ConnectOptions) -> Result<Arc<dyn Lifecycle>> {
    Ok(Arc::new(builder(options)?.build()?))
}

/// Returns a builder with the settings of an account.
fn builder(options: ConnectOptions) -> Result<ClientBuilder> {
    let mut builder = Client::builder(options.keys(&PROVIDER)?).connection(options.connection);
    if let Some(region) = options.region {
        builder = builder.region(region);
    }
    Ok(builder)
}

impl Client {
    /// Creates a client from the variables and files that the vendor's own tools read, and from the machine's
    /// role; [`credentials`](crate::credentials) lists them. `TINGJI_BCE_ENDPOINT` and `TINGJI_ENDPOINT`
    /// replace the vendor's endpoint.
    ///
    /// # Errors
    ///
    /// [`Credentials`](tingji_core::ErrorKind::Credentials) if no key pair is found, with the name of the
    /// variable; [`Config`](tingji_core::ErrorKind::Config) if a file, the region or the endpoint is invalid.
    pub async fn from_env() -> Result<Self> {
        builder(ConnectOptions::from_env(&PROVIDER)?)?.build()
    }
}

tingji_core::client_methods!(Client);
