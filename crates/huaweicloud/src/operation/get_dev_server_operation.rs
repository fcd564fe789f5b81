use http::Method;
use tingji_core::operation;

use super::request::bare;
use crate::model::ServerOperation;
use crate::protocol::ModelArts;

operation! {
    /// Returns the progress of an operation on a server:
    /// `GET /v1/{project_id}/dev-servers/{id}/operation/{operation_id}`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
    /// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
    /// # let client = builder.build_with_project_lookup().await?;
    /// use tingji_huaweicloud::operation::{GetDevServerOperation, RebootDevServer};
    ///
    /// let response = client.send(&RebootDevServer::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10")).await?;
    /// // In the sandbox, the id of an operation is the id of the request that started it.
    /// let operation = response.request_id.as_deref().ok_or("no request id")?;
    /// let operation = client.send(&GetDevServerOperation::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10", operation)).await?;
    /// println!("{:?} {:?}", operation.operation_type, operation.operation_status);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/GetDevServerOperation.html>
    pub struct GetDevServerOperation: ModelArts, Safe -> ServerOperation;
    /// Creates a query for this operation on the server with this id.
    new(=> id: String, => operation_id: String);
    request(self, project) { bare(Method::GET, project, "/{}/operation/{}", &[&self.id, &self.operation_id]) }
}
