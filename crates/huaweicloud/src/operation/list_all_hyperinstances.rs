use http::Method;
use tingji_core::operation;
use tingji_core::operation::parse_page;

use super::request::bare;
use crate::model::{HyperinstanceResponse, Page};
use crate::protocol::ModelArts;

operation! {
    /// Lists the supernodes of all users of the account: `GET /v1/{project_id}/dev-servers/hyperinstance/all`.
    /// For administrators. The vendor documents no parameters, so the list is not paged.
    ///
    /// Errors: [`Permission`](tingji_core::ErrorKind::Permission) for users who are not administrators.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let mut scenario = tingji_sandbox::Scenario::empty();
    /// # let id = "2e1d5b9f-7b63-4a1c-9d2e-3a4c6b8d0f21";
    /// # let mut node = tingji_sandbox::InstanceSpec::new(tingji_sandbox::Cloud::Huaweicloud, id);
    /// # node.supernode = "3f2e6ca0-8c74-4b2d-8e3f-4b5d7c9e1a32".to_owned();
    /// # scenario.instances.push(node);
    /// # let sandbox = tingji_sandbox::Sandbox::start(scenario).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
    /// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
    /// # let client = builder.build_with_project_lookup().await?;
    /// use tingji_huaweicloud::operation::ListAllHyperinstances;
    ///
    /// assert_eq!(client.send(&ListAllHyperinstances::new()).await?.data.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListAllHyperinstances.html>
    pub struct ListAllHyperinstances: ModelArts, Safe -> Page<HyperinstanceResponse>;
    /// Creates a list of all supernodes.
    new();
    request(self, project) { bare(Method::GET, project, "/hyperinstance/all", &[]) }
    decode(self, payload) { parse_page(payload, "data", "total") }
}
