//! [`PROVIDER`]: the description of this cloud for programs that work with several clouds.

use std::sync::Arc;

use tingji_core::lifecycle::ShutdownMode;
use tingji_core::provider::{
    ConnectOptions, IdRules, ProfileSchema, Projects, Provider, RegionLocation, ResourceStates,
};
use tingji_core::{DynLifecycle, Phase, Result, Text};

use crate::client::{Client, ClientBuilder};
use crate::codes::CODES;
use crate::credentials::CHAIN;
use crate::endpoint;
use crate::lazy_project::LazyProjectClient;
use crate::lifecycle::CAPABILITIES;
use crate::model::{HyperinstanceStatus, ServerStatus};

/// Huawei Cloud ModelArts DevServer.
pub static PROVIDER: Provider = Provider {
    name: "huaweicloud",
    aliases: &["huawei"],
    display_name: Text::new("Huawei Cloud ModelArts DevServer", "华为云 ModelArts DevServer"),
    scheme: "huaweicloud",
    default_region: Some(endpoint::DEFAULT_REGION),
    region_location: RegionLocation::Host,
    regions: &endpoint::REGIONS,
    ids: IdRules { matches: is_id, example: "62383738-e52a-450a-9f84-f9e705402be8", has_versions: false },
    spot_stop: ShutdownMode::Graceful,
    projects: Projects::LookedUp,
    credential_variables: ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"],
    token_variable: Some("HUAWEICLOUD_SDK_SECURITY_TOKEN"),
    credential_files: &["~/.huaweicloud/credentials", "~/.hcloud/config.json"],
    profile: ProfileSchema {
        key: "ak",
        secret: "sk",
        token: Some("security_token"),
        user: Some(["domain_name", "user_name", "password"]),
        settings: &["region", "project_id", "endpoint"],
    },
    codes: CODES,
    states: &[
        ResourceStates { resource: "A server", list: server_states },
        ResourceStates { resource: "A supernode", list: supernode_states },
    ],
    capabilities: &CAPABILITIES,
    chain: &CHAIN,
    connect,
};

/// Returns true for the format of this cloud's instance ids.
fn is_id(id: &str) -> bool {
    is_uuid(id)
}

fn server_states() -> Vec<(&'static str, Phase)> {
    ServerStatus::KNOWN.iter().map(|state| (state.as_str(), state.phase())).collect()
}

fn supernode_states() -> Vec<(&'static str, Phase)> {
    HyperinstanceStatus::KNOWN.iter().map(|state| (state.as_str(), state.phase())).collect()
}

/// Connects an account; see [`Provider::connect`]. Without a project id, the client looks the project up.
fn connect(options: ConnectOptions) -> Result<Arc<dyn DynLifecycle>> {
    let has_project = options.project_id.is_some();
    let builder = builder(options)?;
    if has_project { Ok(Arc::new(builder.build()?)) } else { Ok(Arc::new(LazyProjectClient::new(builder)?)) }
}

/// Returns a builder with the settings of an account.
fn builder(options: ConnectOptions) -> Result<ClientBuilder> {
    let mut builder = Client::builder(options.credentials).connection(options.connection);
    if let Some(region) = options.region {
        builder = builder.region(region);
    }
    if let Some(project_id) = options.project_id {
        builder = builder.project_id(project_id);
    }
    Ok(builder)
}

/// Returns true for a UUID with hyphens.
fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

impl Client {
    /// Creates a client from the variables and files that the vendor's own tools read, and from the machine's
    /// role; [`credentials`](crate::credentials) lists them. Without a project id, requests the project of
    /// the region from IAM. `TINGJI_HUAWEICLOUD_ENDPOINT` and `TINGJI_ENDPOINT` replace the vendor's
    /// endpoint.
    ///
    /// # Errors
    ///
    /// [`Credentials`](tingji_core::ErrorKind::Credentials) if no login is found, with the name of the
    /// variable; [`Config`](tingji_core::ErrorKind::Config) if a file, the region or the endpoint is invalid;
    /// else IAM's error.
    pub async fn from_env() -> Result<Self> {
        builder(ConnectOptions::from_env(&PROVIDER)?)?.build_with_project_lookup().await
    }
}

tingji_core::client_methods!(Client, crate::protocol::ModelArts);
