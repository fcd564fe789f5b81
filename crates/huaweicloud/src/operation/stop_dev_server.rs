use http::Method;
use tingji_core::operation;

use super::request::{bare, parse_server};
use crate::error;
use crate::model::ServerResponse;
use crate::protocol::ModelArts;

operation! {
    /// Stops a server: `PUT /v1/{project_id}/dev-servers/{id}/stop`, without a body.
    ///
    /// Asynchronous: the response is the server in state `STOPPING`, then it becomes `STOPPED` or
    /// `STOP_FAILED`. The server must be `RUNNING` or `STOP_FAILED`; any other state is an error, even
    /// `STOPPED`.
    ///
    /// Errors: [`NotFound`](tingji_core::ErrorKind::NotFound) for `ModelArts.6404`, which has HTTP status 400;
    /// [`Locked`](tingji_core::ErrorKind::Locked) for `ModelArts.6357`;
    /// [`InvalidState`](tingji_core::ErrorKind::InvalidState) for `6307` and `6308`. With the last three, the
    /// server is stopped, in transition, or locked by another operation.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
    /// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
    /// # let client = builder.build_with_project_lookup().await?;
    /// use tingji_huaweicloud::ServerStatus;
    /// use tingji_huaweicloud::operation::StopDevServer;
    ///
    /// let stop = StopDevServer::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10");
    /// assert_eq!(client.send(&stop).await?.status, Some(ServerStatus::Stopping));
    /// // A stop is not idempotent.
    /// let error = client.send(&stop).await.unwrap_err();
    /// assert_eq!(error.code(), Some("ModelArts.6357"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/StopDevServer.html>
    pub struct StopDevServer: ModelArts, ObserveFirst -> ServerResponse;
    /// Creates the stop of the DevServer with this id (not that of the ECS or BMS below it).
    new(=> id: String);
    request(self, project) { bare(Method::PUT, project, "/{}/stop", &[&self.id]) }
    fast(self, response) {
        // The vendor returns the whole server for each stop; matters for large fleets.
        error::parse_fast_path(response, |server: &ServerResponse| &server.extra)
            .filter(|server| server.id.as_ref() == Some(&self.id))
    }
    decode(self, payload) { parse_server(payload, &self.id) }
}
