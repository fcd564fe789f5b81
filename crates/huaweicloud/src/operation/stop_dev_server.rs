use http::Method;
use serde_json::Value;
use tingji_core::operation::{HttpResponse, Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::{build_request, parse_server};
use crate::error;
use crate::model::ServerResponse;
use crate::protocol::{ModelArts, ProjectRef};
use crate::validate::validate_id;

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
/// let stop = StopDevServer::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10")?;
/// assert_eq!(client.send(&stop).await?.status, Some(ServerStatus::Stopping));
/// // A stop is not idempotent.
/// let error = client.send(&stop).await.unwrap_err();
/// assert_eq!(error.code(), Some("ModelArts.6357"));
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/StopDevServer.html>
#[derive(Clone, Debug)]
pub struct StopDevServer {
    id: String,
}

impl StopDevServer {
    /// Creates the stop of the DevServer with this id (not that of the ECS or BMS below it).
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(id: &str) -> Result<Self> {
        Ok(Self { id: validate_id(id)? })
    }
}

impl Operation for StopDevServer {
    type Protocol = ModelArts;
    type Output = ServerResponse;
    const NAME: &'static str = "StopDevServer";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, project: &ProjectRef) -> Result<UnsignedRequest> {
        Ok(build_request(Method::PUT, project, &format!("/{}/stop", self.id)))
    }

    /// Parses the whole server, which the vendor returns for each stop; matters for large fleets.
    fn parse_fast_path(&self, response: &HttpResponse) -> Option<ServerResponse> {
        error::parse_fast_path(response, |server: &ServerResponse| &server.extra)
            .filter(|server| server.id.as_ref() == Some(&self.id))
    }

    fn decode_output(&self, payload: Value) -> Result<ServerResponse> {
        parse_server(payload, &self.id)
    }
}
