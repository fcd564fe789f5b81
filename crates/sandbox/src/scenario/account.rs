//! [`SandboxAccount`]: an account whose signatures the sandbox accepts.

use serde::Deserialize;
use tingji_core::{Credential, Secret};

use crate::cloud::Cloud;

/// Project id of Huawei accounts that name none.
const DEFAULT_HUAWEI_PROJECT_ID: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// An account whose signatures the sandbox accepts. `Debug` shows no secret.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "AccountFields")]
#[non_exhaustive]
pub struct SandboxAccount {
    /// The cloud of the account.
    pub cloud: Cloud,
    /// The project, where the cloud has projects. A Huawei account always has one.
    pub project_id: Option<String>,
    /// Huawei: a token that is accepted as `X-Auth-Token` and never expires.
    pub token: Option<Secret>,
    credential: Credential,
}

impl SandboxAccount {
    /// An account with this key pair. A Huawei account gets an invented project.
    pub fn new(cloud: Cloud, credential: Credential) -> Self {
        let project_id = match cloud {
            Cloud::Huaweicloud => Some(DEFAULT_HUAWEI_PROJECT_ID.to_owned()),
            _ => None,
        };
        Self { cloud, project_id, token: None, credential }
    }

    /// The account of a cloud for which the scenario has none.
    pub(crate) fn invented(cloud: Cloud) -> Self {
        let access_key = format!("sandbox-{cloud}-key");
        let secret_key = format!("sandbox-{cloud}-not-a-secret");
        Self::new(cloud, Credential::new(access_key, secret_key))
    }

    /// The key pair, with a session token if the scenario sets one.
    pub fn credential(&self) -> &Credential {
        &self.credential
    }

    pub(crate) fn access_key(&self) -> &str {
        self.credential.access_key()
    }
}

/// The fields of an account in a scenario file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountFields {
    cloud: Cloud,
    access_key: String,
    secret_key: String,
    security_token: Option<String>,
    project_id: Option<String>,
    token: Option<String>,
}

impl From<AccountFields> for SandboxAccount {
    fn from(fields: AccountFields) -> Self {
        let session_token = fields.security_token.unwrap_or_default();
        let credential =
            Credential::new(fields.access_key, fields.secret_key).with_security_token(session_token);
        let account = Self::new(fields.cloud, credential);
        Self {
            project_id: fields.project_id.or(account.project_id),
            token: fields.token.map(Secret::new),
            ..account
        }
    }
}
