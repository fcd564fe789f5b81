use http::Method;
use tingji_core::operation;

use super::request::{bare, parse_server};
use crate::model::ServerResponse;
use crate::protocol::ModelArts;

operation! {
    /// Returns one server: `GET /v1/{project_id}/dev-servers/{id}`.
    ///
    /// Errors: [`NotFound`](tingji_core::ErrorKind::NotFound) for `ModelArts.6404`, which has HTTP status 400.
    /// The id may then be that of the ECS or BMS below the server; the list has both ids.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
    /// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
    /// # let client = builder.build_with_project_lookup().await?;
    /// use tingji_core::ErrorKind;
    /// use tingji_huaweicloud::operation::ShowDevServer;
    ///
    /// let server = client.send(&ShowDevServer::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10")).await?;
    /// assert_eq!(server.flavor.as_deref(), Some("modelarts.vm.gpu.pnt1.ei"));
    /// let missing = ShowDevServer::new("00000000-0000-4000-8000-000000000000");
    /// let error = client.send(&missing).await.unwrap_err();
    /// assert_eq!((error.kind(), error.status()), (ErrorKind::NotFound, Some(400)));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ShowDevServer.html>
    pub struct ShowDevServer: ModelArts, Safe -> ServerResponse;
    /// Creates a query for the DevServer with this id.
    new(=> id: String);
    request(self, project) { bare(Method::GET, project, "/{}", &[&self.id]) }
    decode(self, payload) { parse_server(payload, &self.id) }
}
