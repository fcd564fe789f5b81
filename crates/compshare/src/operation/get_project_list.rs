use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;
use tingji_ucloud::protocol::form_request;

use crate::model::ProjectList;
use crate::protocol::CompShare;
use crate::response;

/// Lists the projects of the account.
///
/// ```
/// use tingji_compshare::Client;
/// use tingji_compshare::operation::{DescribeCompShareSupportZone, GetProjectList};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Compshare);
/// # let client = Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// let projects = client.send(&GetProjectList::new()).await?;
/// println!("{:?}", projects.default_project().map(|project| &project.project_id));
/// for zone in &client.send(&DescribeCompShareSupportZone::new()).await?.zone_info {
///     println!("{:?} in {:?}", zone.zone, zone.region);
/// }
/// # Ok(())
/// # }
/// ```
///
/// <https://docs.ucloud.cn/api/summary/get_project_list>
#[derive(Clone, Debug, Default)]
pub struct GetProjectList {}

impl GetProjectList {
    /// Creates a request for all projects.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for GetProjectList {
    type Protocol = CompShare;
    type Output = ProjectList;
    const NAME: &'static str = "GetProjectList";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _config: &Config) -> Result<UnsignedRequest> {
        Ok(form_request(Params::new(Self::NAME), &Config::default()))
    }

    fn decode_output(&self, payload: Value) -> Result<ProjectList> {
        response::parse_required(payload, "ProjectSet")
    }
}
