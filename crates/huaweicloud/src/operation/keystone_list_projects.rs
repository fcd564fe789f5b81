use http::{Method, header};
use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass, lenient, record};

use super::paging::query;
use crate::model::{IamProject, ProjectLinks};
use crate::protocol::IAM_JSON;
use crate::protocol::Iam;
use crate::validate::invalid_request;

/// Lists the projects of an account: `GET /v3/projects` at IAM. A region's main project has the region's
/// name.
///
/// Errors: [`Permission`](tingji_core::ErrorKind::Permission) for users without the permission to list
/// projects.
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
/// let response = iam.send(&KeystoneListProjects::new().name("cn-north-4")).await?;
/// assert_eq!(response.projects.len(), 1);
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct KeystoneListProjects {
    /// Filter by the id of the account.
    pub domain_id: Option<String>,
    /// Filter by the exact name.
    pub name: Option<String>,
    /// Filter by parent: the id of an account, or of a region's project for its sub-projects.
    pub parent_id: Option<String>,
    /// Filter by enabled (true) or disabled (false) projects.
    pub enabled: Option<bool>,
    /// Page number, from 1; requires `per_page`.
    pub page: Option<u32>,
    /// Maximum page size, 1 to 5000; requires `page`.
    pub per_page: Option<u32>,
}

impl KeystoneListProjects {
    /// Creates a list of all projects.
    pub fn new() -> Self {
        Self::default()
    }

    /// Filters by the exact name.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    fn check(&self) -> Result<()> {
        match (self.page, self.per_page) {
            (None, None) => Ok(()),
            (Some(1..), Some(1..=5000)) => Ok(()),
            (Some(_), Some(_)) => invalid_request("page must be at least 1, and per_page 1 to 5000"),
            _ => invalid_request("page and per_page must be set together"),
        }
    }
}

record! {
    /// List of projects.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct KeystoneListProjectsOutput {
        /// Projects on this page.
        "projects" => pub projects: Vec<IamProject> as lenient::parse_list,
        /// URLs of this page and of its neighbors.
        "links" => pub links: Option<ProjectLinks>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl Operation for KeystoneListProjects {
    type Protocol = Iam;
    type Output = KeystoneListProjectsOutput;
    const NAME: &'static str = "KeystoneListProjects";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        self.check()?;
        let page = self.page.map(|page| page.to_string());
        let per_page = self.per_page.map(|per_page| per_page.to_string());
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
