use http::Method;
use tingji_core::operation;

use super::request::{bare, parse_server};
use crate::model::ServerResponse;
use crate::protocol::ModelArts;

operation! {
    /// Reboots a server: `PUT /v1/{project_id}/dev-servers/{id}/reboot`, without a body.
    ///
    /// Asynchronous: the response is the server in state `REBOOTING`, then it becomes `RUNNING` or
    /// `REBOOT_FAILED`. The server must be `RUNNING`.
    ///
    /// Errors: [`NotFound`](tingji_core::ErrorKind::NotFound) for `ModelArts.6404`, which has HTTP status 400;
    /// [`Locked`](tingji_core::ErrorKind::Locked) for `ModelArts.6357`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
    /// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
    /// # let client = builder.build_with_project_lookup().await?;
    /// use tingji_huaweicloud::ServerStatus;
    /// use tingji_huaweicloud::operation::RebootDevServer;
    ///
    /// let server = client.send(&RebootDevServer::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10")).await?;
    /// assert_eq!(server.status, Some(ServerStatus::Rebooting));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/RebootDevServer.html>
    pub struct RebootDevServer: ModelArts, ObserveFirst -> ServerResponse;
    /// Creates the reboot of the DevServer with this id (not that of the ECS or BMS below it).
    new(=> id: String);
    request(self, project) { bare(Method::PUT, project, "/{}/reboot", &[&self.id]) }
    decode(self, payload) { parse_server(payload, &self.id) }
}
