//! Users, projects and tokens of IAM.
//! <https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html>

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tingji_core::{Secret, lenient};

/// IAM user. The vendor issues no tokens for the root user of a HUAWEI ID.
#[derive(Clone, Debug)]
pub struct IamUser {
    /// Name of the user's account.
    pub domain: String,
    /// Name of the user.
    pub name: String,
    /// Password of the user. A change of the password revokes the tokens created with it.
    pub password: Secret,
}

impl IamUser {
    /// Creates a user from the names of account and user, and the password.
    pub fn new(domain: impl Into<String>, name: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { domain: domain.into(), name: name.into(), password: password.into() }
    }
}

/// Scope of a token. ModelArts requires a project.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// Project with this id.
    ProjectId(String),
    /// Project with this name. A region's main project has the region's name.
    ProjectName(String),
    /// Whole account with this id.
    DomainId(String),
    /// Whole account with this name.
    DomainName(String),
}

impl Scope {
    pub(crate) fn body(&self) -> Value {
        match self {
            Self::ProjectId(id) => json!({ "project": { "id": id } }),
            Self::ProjectName(name) => json!({ "project": { "name": name } }),
            Self::DomainId(id) => json!({ "domain": { "id": id } }),
            Self::DomainName(name) => json!({ "domain": { "name": name } }),
        }
    }
}

/// Project of an account in one region.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct IamProject {
    #[serde(deserialize_with = "lenient::parse_string")]
    pub id: Option<String>,
    /// Name: the region's id; for a sub-project with a suffix after `_`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub description: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub domain_id: Option<String>,
    /// Id of the account; for a sub-project, the id of the region's project.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub parent_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub enabled: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub is_domain: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub links: Option<ProjectLinks>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// URLs of this page and of its neighbors.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ProjectLinks {
    #[serde(rename = "self")]
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub this: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub previous: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub next: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// User, role, project or account (domain): id and name.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct IamReference {
    #[serde(deserialize_with = "lenient::parse_string")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub domain: Option<Box<IamReference>>,
    /// Expiry of the password, ISO 8601 in UTC; empty if it never expires. For users only.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub password_expires_at: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl IamReference {
    /// Returns [`password_expires_at`](Self::password_expires_at) as a time; `None` if it never expires.
    pub fn password_expires(&self) -> Option<Timestamp> {
        utc(self.password_expires_at.as_deref()?)
    }
}

/// Description of a token, without the token itself.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Token {
    /// Services and their URLs; empty if `nocatalog` was requested.
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub catalog: Vec<Value>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub domain: Option<IamReference>,
    /// Expiry, ISO 8601 in UTC, with microseconds.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub expires_at: Option<String>,
    /// Time of issue, ISO 8601 in UTC, with microseconds.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub issued_at: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub methods: Vec<String>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub project: Option<IamReference>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub roles: Vec<IamReference>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub user: Option<IamReference>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Token {
    /// Returns [`expires_at`](Self::expires_at) as a time.
    pub fn expires(&self) -> Option<Timestamp> {
        utc(self.expires_at.as_deref()?)
    }

    /// Returns [`issued_at`](Self::issued_at) as a time.
    pub fn issued(&self) -> Option<Timestamp> {
        utc(self.issued_at.as_deref()?)
    }
}

/// Parses a time of IAM. Times without `Z` are in UTC too.
fn utc(text: &str) -> Option<Timestamp> {
    text.parse().or_else(|_| format!("{text}Z").parse()).ok()
}
