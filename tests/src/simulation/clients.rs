//! The providers' own clients, connected to a [`Network`].

use std::sync::Arc;

use tingji_core::testing::VirtualClock;
use tingji_core::{DynLifecycle, Result};
use tingji_huaweicloud::model::IamUser;
use tingji_sandbox::{Cloud, SandboxAccount};

use super::Network;

/// Endpoint of every client. The [`Network`] replaces the connection, so that no server needs to listen.
const ENDPOINT: &str = "http://127.0.0.1";

/// Applies the settings that all builders share.
macro_rules! connected {
    ($builder:expr, $network:expr, $clock:expr) => {
        $builder.endpoint(ENDPOINT)?.http_client(Arc::new($network.clone())).clock(Arc::new($clock.clone()))
    };
}

/// Builds the client of an account.
///
/// # Errors
///
/// The settings are invalid, which the settings of a sandbox account never are.
pub fn connect(
    account: &SandboxAccount,
    network: &Network,
    clock: &VirtualClock,
) -> Result<Arc<dyn DynLifecycle>> {
    let keys = account.credential().clone();
    Ok(match account.cloud {
        Cloud::Ucloud => Arc::new(connected!(tingji_ucloud::Client::builder(keys), network, clock).build()?),
        Cloud::Compshare => {
            Arc::new(connected!(tingji_compshare::Client::builder(keys), network, clock).build()?)
        }
        Cloud::Bce => Arc::new(connected!(tingji_bce::Client::builder(keys), network, clock).build()?),
        Cloud::Volcengine => {
            Arc::new(connected!(tingji_volcengine::Client::builder(keys), network, clock).build()?)
        }
        Cloud::Huaweicloud => {
            let builder = connected!(tingji_huaweicloud::Client::builder(keys), network, clock);
            Arc::new(builder.project_id(account.project_id.clone().unwrap_or_default()).build()?)
        }
    })
}

/// Builds Huawei's client that logs in with a password and sends tokens.
///
/// # Errors
///
/// The settings are invalid, which the settings of a sandbox account never are.
pub fn log_in(
    account: &SandboxAccount,
    network: &Network,
    clock: &VirtualClock,
) -> Result<Arc<dyn DynLifecycle>> {
    let keys = account.credential();
    let user = IamUser::new("a-domain", keys.access_key(), keys.secret_key().clone());
    let builder = connected!(tingji_huaweicloud::Client::builder_with_password(user), network, clock);
    Ok(Arc::new(builder.project_id(account.project_id.clone().unwrap_or_default()).build()?))
}
