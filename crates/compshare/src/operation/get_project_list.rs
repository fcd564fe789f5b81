use tingji_core::operation;
use tingji_ucloud::Config;
use tingji_ucloud::protocol::operation_request;

use crate::model::ProjectList;
use crate::protocol::CompShare;
use crate::response;

operation! {
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
    pub struct GetProjectList: CompShare, Safe -> ProjectList;
    /// Creates a request for all projects.
    new();
    request(self, _config) { operation_request(self, &Config::default()) }
    decode(self, payload) { response::parse_required(payload, "ProjectSet") }
}
