use http::Method;
use tingji_core::operation;
use tingji_core::params::to_json;

use super::request::{parse_server, with_body};
use crate::model::{Arch, ChargingMode, ServerResponse, ServerType};
use crate::protocol::ModelArts;

operation! {
    /// Starts a server: `PUT /v1/{project_id}/dev-servers/{id}/start`. The vendor requires a body, at least an
    /// empty object; its three fields are optional.
    ///
    /// Asynchronous: the response is the server in state `STARTING`, then it becomes `RUNNING` or
    /// `START_FAILED`. The server must be `STOPPED`, `STOP_FAILED` or `START_FAILED`.
    ///
    /// Errors: [`NotFound`](tingji_core::ErrorKind::NotFound) for `ModelArts.6404`, which has HTTP status 400;
    /// [`Locked`](tingji_core::ErrorKind::Locked) for `ModelArts.6357`;
    /// [`InvalidState`](tingji_core::ErrorKind::InvalidState) for `6305` and `6306`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
    /// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
    /// # let client = builder.build_with_project_lookup().await?;
    /// use tingji_huaweicloud::ServerStatus;
    /// use tingji_huaweicloud::operation::{StartDevServer, StopDevServer};
    ///
    /// client.send(&StopDevServer::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10")).await?;
    /// sandbox.advance(std::time::Duration::from_secs(600));
    /// let server = client.send(&StartDevServer::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10")).await?;
    /// assert_eq!(server.status, Some(ServerStatus::Starting));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/StartDevServer.html>
    pub struct StartDevServer: ModelArts, ObserveFirst -> ServerResponse;
    /// Creates the start of the DevServer with this id (not that of the ECS or BMS below it).
    new(=> id: String);
    /// Processor architecture of the server. Default: not sent.
    "arch" => arch: Option<Arch>;
    /// Charging mode of the server. Default: not sent.
    "charging_mode" => charging_mode: Option<ChargingMode>;
    /// Kind of the machine below the server. Default: not sent.
    "server_type" => server_type: Option<ServerType>;
    request(self, project) { with_body(Method::PUT, project, "/{}/start", &[&self.id], &to_json(self)?) }
    decode(self, payload) { parse_server(payload, &self.id) }
}
