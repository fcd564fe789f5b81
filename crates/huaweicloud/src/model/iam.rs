//! Users, projects and tokens of IAM.
//! <https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html>

use serde::Serialize;
use serde_json::{Map, Value, json};
use tingji_core::auth::Identity;
use tingji_core::{Secret, UnixTime, lenient, record};

/// IAM user. The vendor issues no tokens for the root user of a HUAWEI ID.
#[derive(Clone, Debug)]
#[non_exhaustive]
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

impl From<IamUser> for Identity {
    fn from(user: IamUser) -> Self {
        Self::Password { domain: user.domain, user: user.name, password: user.password }
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

record! {
    /// Project of an account in one region.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct IamProject {
        "id" => pub id: Option<String> as lenient::parse_string,
        /// Name: the region's id; for a sub-project with a suffix after `_`.
        "name" => pub name: Option<String>,
        "description" => pub description: Option<String>,
        "domain_id" => pub domain_id: Option<String>,
        /// Id of the account; for a sub-project, the id of the region's project.
        "parent_id" => pub parent_id: Option<String>,
        "enabled" => pub enabled: Option<bool>,
        "is_domain" => pub is_domain: Option<bool>,
        "links" => pub links: Option<ProjectLinks>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// URLs of this page and of its neighbors.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct ProjectLinks {
        #[serde(rename = "self")]
        "self" => pub this: Option<String>,
        "previous" => pub previous: Option<String>,
        "next" => pub next: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// User, role, project or account (domain): id and name.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct IamReference {
        "id" => pub id: Option<String> as lenient::parse_string,
        "name" => pub name: Option<String>,
        "domain" => pub domain: Option<Box<IamReference>>,
        /// Expiry of the password, ISO 8601 in UTC; empty if it never expires. For users only.
        "password_expires_at" => pub password_expires_at: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl IamReference {
    /// Returns [`password_expires_at`](Self::password_expires_at) as a time; `None` if it never expires.
    pub fn password_expires(&self) -> Option<UnixTime> {
        utc(self.password_expires_at.as_deref()?)
    }
}

record! {
    /// Description of a token, without the token itself.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct Token {
        /// Services and their URLs; empty if `nocatalog` was requested.
        "catalog" => pub catalog: Vec<Value>,
        "domain" => pub domain: Option<IamReference>,
        /// Expiry, ISO 8601 in UTC, with microseconds.
        "expires_at" => pub expires_at: Option<String>,
        /// Time of issue, ISO 8601 in UTC, with microseconds.
        "issued_at" => pub issued_at: Option<String>,
        "methods" => pub methods: Vec<String>,
        "project" => pub project: Option<IamReference>,
        "roles" => pub roles: Vec<IamReference>,
        "user" => pub user: Option<IamReference>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl Token {
    /// Returns [`expires_at`](Self::expires_at) as a time.
    pub fn expires(&self) -> Option<UnixTime> {
        utc(self.expires_at.as_deref()?)
    }

    /// Returns [`issued_at`](Self::issued_at) as a time.
    pub fn issued(&self) -> Option<UnixTime> {
        utc(self.issued_at.as_deref()?)
    }
}

/// Parses a time of IAM. Times without `Z` are in UTC too.
fn utc(text: &str) -> Option<UnixTime> {
    UnixTime::parse_rfc3339(text).or_else(|| UnixTime::parse_rfc3339(&format!("{text}Z")))
}
