use http::Method;
use tingji_core::operation;

use super::request::{bare, parse_supernode};
use crate::model::HyperinstanceResponse;
use crate::protocol::ModelArts;

operation! {
    /// Returns one supernode with its nodes: `GET /v1/{project_id}/dev-servers/hyperinstance/{id}`.
    ///
    /// Errors: [`NotFound`](tingji_core::ErrorKind::NotFound) for `ModelArts.6404`, which has HTTP status 400.
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
    /// use tingji_huaweicloud::operation::GetHyperinstance;
    ///
    /// let supernode = client.send(&GetHyperinstance::new("3f2e6ca0-8c74-4b2d-8e3f-4b5d7c9e1a32")).await?;
    /// assert!(supernode.servers.iter().all(|server| server.is_supernode_member()));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/GetHyperinstance.html>
    pub struct GetHyperinstance: ModelArts, Safe -> HyperinstanceResponse;
    /// Creates a query for the supernode with this id. A node has the id in `server_hps`.
    new(=> id: String);
    request(self, project) { bare(Method::GET, project, "/hyperinstance/{}", &[&self.id]) }
    decode(self, payload) { parse_supernode(payload, &self.id) }
}
