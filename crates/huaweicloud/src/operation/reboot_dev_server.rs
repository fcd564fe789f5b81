use http::Method;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::{build_request, parse_server};
use crate::model::ServerResponse;
use crate::protocol::{ModelArts, ProjectRef};
use crate::validate::validate_id;

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
/// let server = client.send(&RebootDevServer::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10")?).await?;
/// assert_eq!(server.status, Some(ServerStatus::Rebooting));
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/RebootDevServer.html>
#[derive(Clone, Debug)]
pub struct RebootDevServer {
    id: String,
}

impl RebootDevServer {
    /// Creates the reboot of the DevServer with this id (not that of the ECS or BMS below it).
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(id: &str) -> Result<Self> {
        Ok(Self { id: validate_id(id)? })
    }
}

impl Operation for RebootDevServer {
    type Protocol = ModelArts;
    type Output = ServerResponse;
    const NAME: &'static str = "RebootDevServer";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, project: &ProjectRef) -> Result<UnsignedRequest> {
        Ok(build_request(Method::PUT, project, &format!("/{}/reboot", self.id)))
    }

    fn decode_output(&self, payload: Value) -> Result<ServerResponse> {
        parse_server(payload, &self.id)
    }
}
