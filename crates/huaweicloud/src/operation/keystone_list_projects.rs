use http::{Method, header};
use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::{UnsignedRequest, parse_required};
use tingji_core::params::invalid_request;
use tingji_core::{Result, lenient, operation, record};

use super::request::query;
use crate::model::{IamProject, ProjectLinks};
use crate::protocol::{IAM_JSON, Iam};

operation! {
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
    pub struct KeystoneListProjects: Iam, Safe -> KeystoneListProjectsOutput;
    /// Creates a list of all projects.
    new();
    /// Filter by the id of the account.
    "domain_id" => domain_id: Option<String>;
    /// Filter by enabled (true) or disabled (false) projects.
    "enabled" => enabled: Option<bool>;
    /// Filter by the exact name.
    "name" => name: Option<String>;
    /// Page number, from 1; requires `per_page`.
    "page" => page: Option<u32>;
    /// Filter by parent: the id of an account, or of a region's project for its sub-projects.
    "parent_id" => parent_id: Option<String>;
    /// Maximum page size, 1 to 5000; requires `page`.
    "per_page" => per_page: Option<u32>;
    request(self, _region) {
        self.check()?;
        Ok(UnsignedRequest::new(Method::GET, "/v3/projects")
            .header(header::CONTENT_TYPE, IAM_JSON)
            .query(query(self)?))
    }
    decode(self, payload) { parse_required(payload, "projects") }
}

impl KeystoneListProjects {
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
