//! Who logs in at IAM, and what IAM says.
//! <https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html>

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tingji_core::{Secret, lenient};

/// An IAM user. The vendor gives no tokens to the root of a HUAWEI ID.
#[derive(Clone, Debug)]
pub struct IamUser {
    /// The name of the account that the user belongs to.
    pub domain: String,
    /// The user's own name.
    pub name: String,
    /// The user's password; a change of it voids the tokens made with it.
    pub password: Secret,
}

impl IamUser {
    /// By the names of account and user.
    pub fn new(domain: impl Into<String>, name: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { domain: domain.into(), name: name.into(), password: password.into() }
    }
}

/// What a token is good for. ModelArts needs a project.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// One project, by its id.
    ProjectId(String),
    /// One project, by its name: that of its region, but for sub-projects.
    ProjectName(String),
    /// A whole account, by its id.
    DomainId(String),
    /// A whole account, by its name.
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

/// A project of an account in one region.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct IamProject {
    #[serde(deserialize_with = "lenient::parse_string")]
    pub id: Option<String>,
    /// The region's id, and for a sub-project more after `_`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub description: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub domain_id: Option<String>,
    /// The account's id; of a sub-project, the region's project.
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

/// Addresses of this and of the pages beside it.
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

/// Something with an id and a name, and the account it is in.
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
    /// ISO 8601 in UTC; empty for never. Of users.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub password_expires_at: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl IamReference {
    /// [`password_expires_at`](Self::password_expires_at) as a time; none for never.
    pub fn password_expires(&self) -> Option<Timestamp> {
        utc(self.password_expires_at.as_deref()?)
    }
}

/// What a token is, without the token itself.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Token {
    /// The services and their addresses, unless `nocatalog` was asked for.
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub catalog: Vec<Value>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub domain: Option<IamReference>,
    /// ISO 8601 in UTC, to the microsecond.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub expires_at: Option<String>,
    /// ISO 8601 in UTC, to the microsecond.
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
    /// [`expires_at`](Self::expires_at) as a time.
    pub fn expires(&self) -> Option<Timestamp> {
        utc(self.expires_at.as_deref()?)
    }

    /// [`issued_at`](Self::issued_at) as a time.
    pub fn issued(&self) -> Option<Timestamp> {
        utc(self.issued_at.as_deref()?)
    }
}

/// A time of IAM's, which is in UTC whether it says so with a `Z` or not.
fn utc(text: &str) -> Option<Timestamp> {
    text.parse().or_else(|_| format!("{text}Z").parse()).ok()
}
