use http::{Method, header};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Error, ErrorKind, Result, RetryClass, lenient};

use super::paging::query;
use crate::model::{IamProject, ProjectLinks};
use crate::protocol::IAM_JSON;
use crate::protocol::Iam;

/// The projects of an account: `GET /v3/projects` at IAM. A region's own project has the region's name.
///
/// Errors: [`Permission`](tingji_core::ErrorKind::Permission) for users who may not list projects.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
/// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
/// use tingji_huaweicloud::operation::KeystoneListProjects;
///
/// let iam = builder.build_iam()?;
/// let answer = iam.send(&KeystoneListProjects::new().name("cn-north-4")).await?;
/// assert_eq!(answer.projects.len(), 1);
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct KeystoneListProjects {
    /// Only of the account with this id.
    pub domain_id: Option<String>,
    /// Only with exactly this name.
    pub name: Option<String>,
    /// Only below this one: an account's id, or that of a region's project for its sub-projects.
    pub parent_id: Option<String>,
    /// Only those that are enabled, or that are not.
    pub enabled: Option<bool>,
    /// Which page, from 1 on; together with `per_page`.
    pub page: Option<u32>,
    /// How many a page holds at most, 1 to 5000; together with `page`.
    pub per_page: Option<u32>,
}

impl KeystoneListProjects {
    /// All of them.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only with exactly this name.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    fn check(&self) -> Result<()> {
        let refuse = |message: &str| Err(Error::new(ErrorKind::InvalidRequest, message));
        match (self.page, self.per_page) {
            (None, None) => Ok(()),
            (Some(1..), Some(1..=5000)) => Ok(()),
            (Some(_), Some(_)) => refuse("page is 1 and more, per_page 1 to 5000"),
            _ => refuse("page and per_page go together"),
        }
    }
}

/// The projects.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct KeystoneListProjectsOutput {
    /// The projects.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub projects: Vec<IamProject>,
    /// Addresses of this and of the pages beside it.
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub links: Option<ProjectLinks>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Operation for KeystoneListProjects {
    type Protocol = Iam;
    type Output = KeystoneListProjectsOutput;
    const NAME: &'static str = "KeystoneListProjects";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        self.check()?;
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        let (page, per_page) = (number(self.page), number(self.per_page));
        let query = query([
            ("domain_id", self.domain_id.as_deref()),
            ("enabled", self.enabled.map(|enabled| if enabled { "true" } else { "false" })),
            ("name", self.name.as_deref()),
            ("page", page.as_deref()),
            ("parent_id", self.parent_id.as_deref()),
            ("per_page", per_page.as_deref()),
        ]);
        Ok(UnsignedRequest::new(Method::GET, "/v3/projects")
            .header(header::CONTENT_TYPE, IAM_JSON)
            .query(query))
    }

    fn decode_output(&self, payload: Value) -> Result<KeystoneListProjectsOutput> {
        parse_required(payload, "projects")
    }
}
