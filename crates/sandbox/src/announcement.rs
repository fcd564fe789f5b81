//! The line that tells a program how to reach the sandbox.

use std::collections::BTreeMap;

use serde::Serialize;
use tingji_core::Secret;

use crate::cloud::Cloud;
use crate::scenario::Account;
use crate::world::{Machine, World};

#[derive(Serialize)]
struct Announcement<'a> {
    schema_version: u32,
    endpoint: &'a str,
    admin: &'a str,
    accounts: Vec<Entry<'a>>,
    env: BTreeMap<&'static str, String>,
    instances: Vec<Target<'a>>,
}

/// The keys are shown on purpose: they are the scenario's, good for nothing but this sandbox.
#[derive(Serialize)]
struct Entry<'a> {
    cloud: Cloud,
    access_key: &'a str,
    secret_key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    security_token: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<&'a str>,
}

#[derive(Serialize)]
struct Target<'a> {
    cloud: Cloud,
    region: &'a str,
    id: String,
    state: &'a str,
    target: String,
}

pub(crate) fn text(endpoint: &str, admin: &str, world: &World) -> String {
    let announcement = Announcement {
        schema_version: 1,
        endpoint,
        admin,
        accounts: world.accounts.iter().map(entry).collect(),
        env: env(endpoint, world),
        instances: world.machines.iter().flat_map(targets).collect(),
    };
    serde_json::to_string(&announcement).unwrap_or_default()
}

fn entry(account: &Account) -> Entry<'_> {
    let credential = account.credential();
    Entry {
        cloud: account.cloud,
        access_key: credential.access_key(),
        secret_key: credential.secret_key().expose(),
        security_token: credential.security_token().map(Secret::expose),
        project_id: account.project_id.as_deref(),
        token: account.token.as_ref().map(Secret::expose),
    }
}

/// The machine itself, and behind a service each of its versions.
fn targets(machine: &Machine) -> impl Iterator<Item = Target<'_>> {
    let spec = &machine.spec;
    let target = move |id: String, state| {
        let target = format!("{}/{}/{id}", spec.cloud, spec.region);
        Target { cloud: spec.cloud, region: &spec.region, id, state, target }
    };
    let versions = machine.versions.iter();
    let versions =
        versions.map(move |(name, unit)| target(format!("{}@{name}", spec.id), unit.state.as_str()));
    std::iter::once(target(spec.id.clone(), machine.state())).chain(versions)
}

/// The variables that the command reads, filled from the first account of each cloud.
fn env(endpoint: &str, world: &World) -> BTreeMap<&'static str, String> {
    let mut env = BTreeMap::from([("TINGJI_ENDPOINT", endpoint.to_owned())]);
    for cloud in Cloud::ALL {
        let Some(account) = world.accounts.iter().find(|account| account.cloud == cloud) else { continue };
        let (names, entry) = (names(cloud), entry(account));
        env.insert(names.access_key, entry.access_key.to_owned());
        env.insert(names.secret_key, entry.secret_key.to_owned());
        let optional = [(names.token, entry.security_token), (names.project_id, entry.project_id)];
        env.extend(optional.into_iter().filter_map(|(name, value)| Some((name?, value?.to_owned()))));
    }
    env
}

struct Names {
    access_key: &'static str,
    secret_key: &'static str,
    token: Option<&'static str>,
    project_id: Option<&'static str>,
}

/// The vendors' own names, as their SDKs and tools read them. UCloud's have none for the token.
fn names(cloud: Cloud) -> Names {
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
    Names { access_key, secret_key, token, project_id }
}
