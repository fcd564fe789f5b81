//! [`PROVIDER`]: the description of this cloud for programs that work with several clouds.

use std::sync::Arc;

use tingji_core::credentials::LoginMethod;
use tingji_core::lifecycle::ShutdownMode;
use tingji_core::provider::{ConnectOptions, IdRules, ProfileSchema, Projects, Provider, RegionLocation};
use tingji_core::{Lifecycle, Result};

use crate::client::{Client, ClientBuilder};
use crate::codes::CODES;
use crate::credentials::CHAIN;
use crate::endpoint;
use crate::lazy_project::LazyProjectClient;
use crate::lifecycle::CAPABILITIES;
use crate::model::IamUser;

/// Huawei Cloud ModelArts DevServer.
pub static PROVIDER: Provider = Provider {
    name: "huaweicloud",
    aliases: &["huawei"],
    display_name: "Huawei Cloud ModelArts DevServer",
    display_name_zh: "华为云 ModelArts DevServer",
    scheme: "huaweicloud",
    default_region: Some(endpoint::DEFAULT_REGION),
    region_location: RegionLocation::Host,
    regions: &endpoint::REGIONS,
    ids: IdRules { matches: is_id, has_versions: false },
    spot_stop: ShutdownMode::Graceful,
    projects: Projects::LookedUp,
    credential_variables: ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"],
    profile: ProfileSchema {
        key: "ak",
        secret: "sk",
        token: Some("security_token"),
        user: Some(["domain_name", "user_name", "password"]),
        settings: &["region", "project_id", "endpoint"],
    },
    codes: CODES,
    capabilities: &CAPABILITIES,
    chain: &CHAIN,
    connect,
};

/// Returns true for the format of this cloud's instance ids.
fn is_id(id: &str) -> bool {
    is_uuid(id)
}

/// Connects an account; see [`Provider::connect`]. Without a project id, the client looks the project up.
fn connect(options: ConnectOptions) -> Result<Arc<dyn Lifecycle>> {
    let mut builder = login(&options)?.connection(options.connection);
    if let Some(region) = options.region {
        builder = builder.region(region);
    }
    match options.project_id {
        Some(project_id) => Ok(Arc::new(builder.project_id(project_id).build()?)),
        None => Ok(Arc::new(LazyProjectClient::new(builder)?)),
    }
}

fn login(options: &ConnectOptions) -> Result<ClientBuilder> {
    Ok(match options.login.clone() {
        LoginMethod::Token(token) => Client::builder_with_token(token),
        LoginMethod::Password { domain, user, password } => {
            Client::builder_with_password(IamUser::new(domain, user, password))
        }
        _ => Client::builder(options.keys(&PROVIDER)?),
    })
}

/// Returns true for a UUID with hyphens.
fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
