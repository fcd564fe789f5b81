//! The startup information: one line of JSON that a program reads to use the sandbox.

use std::collections::BTreeMap;

use tingji_core::json::{JsonSchema, SchemaVersion, reference};
use tingji_core::{Secret, json_object};

use crate::cloud::Cloud;
use crate::scenario::account::SandboxAccount;
use crate::state::SandboxState;
use crate::state::machine::Machine;

json_object! {
    /// Line with which `sandbox serve` announces itself. No other service accepts its keys.
    struct StartupInfo<'a> {
        /// Version of this schema.
        schema_version: SchemaVersion,
        /// Base URL of all five clouds.
        endpoint: &'a str,
        /// Base URL for faults and logs of requests.
        admin: &'a str,
        /// Accounts whose signatures are accepted.
        accounts: Vec<AccountInfo<'a>>,
        /// Variables that lead the command and the vendors' SDKs to this sandbox.
        env: BTreeMap<&'static str, String>,
        /// Instances of the sandbox.
        instances: Vec<InstanceInfo<'a>>,
    }
}

json_object! {
    /// Account with its secrets. They are printed on purpose: the scenario defines them, and no other service accepts
    /// them.
    struct AccountInfo<'a> {
        /// Name of the cloud.
        #[json(schema(reference("cloud")))]
        cloud: Cloud,
        /// Public part of the key pair.
        access_key: &'a str,
        /// Secret part of the key pair.
        secret_key: &'a str,
        /// Session token of temporary keys.
        #[json(optional)]
        security_token: Option<&'a str>,
        /// Project of the account.
        #[json(optional)]
        project_id: Option<&'a str>,
        /// Token that is sent instead of a signature.
        #[json(optional)]
        token: Option<&'a str>,
    }
}

json_object! {
    /// An instance.
    struct InstanceInfo<'a> {
        /// Name of the cloud.
        #[json(schema(reference("cloud")))]
        cloud: Cloud,
        /// Region of the instance.
        region: &'a str,
        /// Id of the instance.
        id: String,
        /// The vendor's text for the state.
        state: &'a str,
        /// Target for the command.
        target: String,
    }
}

/// Returns the JSON schema of the startup information.
pub fn startup_schema() -> serde_json::Value {
    StartupInfo::json_schema()
}

/// Serializes the startup information of a sandbox at this endpoint.
pub(crate) fn to_json(endpoint: &str, admin_url: &str, state: &SandboxState) -> String {
    let info = StartupInfo {
        schema_version: SchemaVersion,
        endpoint,
        admin: admin_url,
        accounts: state.accounts.iter().map(account_info).collect(),
        env: env(endpoint, state),
        instances: state.machines.iter().flat_map(instance_infos).collect(),
    };
    serde_json::to_string(&info).unwrap_or_default()
}

fn account_info(account: &SandboxAccount) -> AccountInfo<'_> {
    let credential = account.credential();
    AccountInfo {
        cloud: account.cloud,
        access_key: credential.access_key(),
        secret_key: credential.secret_key().expose_secret(),
        security_token: credential.security_token().map(Secret::expose_secret),
        project_id: account.project_id.as_deref(),
        token: account.token.as_ref().map(Secret::expose_secret),
    }
}

/// The instance, followed by each of its versions if it is a UCloud service.
fn instance_infos(machine: &Machine) -> Vec<InstanceInfo<'_>> {
    let mut infos = vec![instance_info(machine, machine.spec.id.clone(), machine.state())];
    for (name, version) in &machine.versions {
        infos.push(instance_info(machine, format!("{}@{name}", machine.spec.id), &version.state));
    }
    infos
}

fn instance_info<'a>(machine: &'a Machine, id: String, state: &'a str) -> InstanceInfo<'a> {
    let spec = &machine.spec;
    let target = format!("{}/{}/{id}", spec.cloud, spec.region);
    InstanceInfo { cloud: spec.cloud, region: &spec.region, id, state, target }
}

/// Environment variables that the command and the vendors' SDKs read, from the first account of each cloud.
fn env(endpoint: &str, state: &SandboxState) -> BTreeMap<&'static str, String> {
    let mut env = BTreeMap::from([("TINGJI_ENDPOINT", endpoint.to_owned())]);
    for cloud in Cloud::ALL {
        let Some(account) = state.accounts.iter().find(|account| account.cloud == cloud) else { continue };
        let names = env_names(cloud);
        let info = account_info(account);
        env.insert(names.access_key, info.access_key.to_owned());
        env.insert(names.secret_key, info.secret_key.to_owned());
        let optional = [(names.token, info.security_token), (names.project_id, info.project_id)];
        env.extend(optional.into_iter().filter_map(|(name, value)| Some((name?, value?.to_owned()))));
    }
    env
}

struct EnvNames {
    access_key: &'static str,
    secret_key: &'static str,
    token: Option<&'static str>,
    project_id: Option<&'static str>,
}

/// The variables that the vendor's own SDKs and tools read. UCloud's tools have no variable for a session token.
fn env_names(cloud: Cloud) -> EnvNames {
    let (access_key, secret_key, token, project_id) = match cloud {
        Cloud::Ucloud => ("UCLOUD_PUBLIC_KEY", "UCLOUD_PRIVATE_KEY", None, Some("UCLOUD_PROJECT_ID")),
        Cloud::Compshare => {
            ("COMPSHARE_PUBLIC_KEY", "COMPSHARE_PRIVATE_KEY", None, Some("COMPSHARE_PROJECT_ID"))
        }
        Cloud::Bce => ("BCE_ACCESS_KEY_ID", "BCE_SECRET_ACCESS_KEY", Some("BCE_SECURITY_TOKEN"), None),
        Cloud::Volcengine => {
            ("VOLCENGINE_ACCESS_KEY", "VOLCENGINE_SECRET_KEY", Some("VOLCENGINE_SESSION_TOKEN"), None)
        }
        Cloud::Huaweicloud => (
            "HUAWEICLOUD_SDK_AK",
            "HUAWEICLOUD_SDK_SK",
            Some("HUAWEICLOUD_SDK_SECURITY_TOKEN"),
            Some("HUAWEICLOUD_SDK_PROJECT_ID"),
        ),
    };
    EnvNames { access_key, secret_key, token, project_id }
}
