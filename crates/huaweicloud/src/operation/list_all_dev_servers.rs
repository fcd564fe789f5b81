use http::Method;
use tingji_core::operation;
use tingji_core::operation::parse_page;

use super::request::bare;
use crate::model::{Page, ServerResponse};
use crate::protocol::ModelArts;

operation! {
    /// Lists the servers of all users of the account: `GET /v1/{project_id}/dev-servers/all`. For
    /// administrators. The vendor documents no parameters, so the list is not paged.
    ///
    /// Errors: [`Permission`](tingji_core::ErrorKind::Permission) for users who are not administrators.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
    /// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
    /// # let client = builder.build_with_project_lookup().await?;
    /// use tingji_huaweicloud::operation::ListAllDevServers;
    ///
    /// assert!(!client.send(&ListAllDevServers::new()).await?.data.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListAllDevServers.html>
    pub struct ListAllDevServers: ModelArts, Safe -> Page<ServerResponse>;
    /// Creates a list of all servers.
    new();
    request(self, project) { bare(Method::GET, project, "/all", &[]) }
    decode(self, payload) { parse_page(payload, "data", "total") }
}
