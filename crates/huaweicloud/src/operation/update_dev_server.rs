use http::Method;
use serde_json::{Value, json};
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::{build_request_with_body, parse_server};
use crate::model::ServerResponse;
use crate::protocol::{ModelArts, ProjectRef};
use crate::validate::{validate_id, validate_name};

/// Renames a server: `PUT /v1/{project_id}/dev-servers/{id}`. Other properties can't be changed.
///
/// Errors: [`NotFound`](tingji_core::ErrorKind::NotFound) for `ModelArts.6404`, which has HTTP status 400.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
/// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
/// # let client = builder.build_with_project_lookup().await?;
/// use tingji_huaweicloud::operation::UpdateDevServer;
///
/// let server = client.send(&UpdateDevServer::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10", "infer-2")?).await?;
/// assert_eq!(server.name.as_deref(), Some("infer-2"));
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/UpdateDevServer.html>
#[derive(Clone, Debug)]
pub struct UpdateDevServer {
    id: String,
    name: String,
}

impl UpdateDevServer {
    /// Creates the change of a DevServer's name to `name`: 1 to 64 letters, digits, `-`, `_` and `.`.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed, or the name does
    /// not match the vendor's pattern.
    pub fn new(id: &str, name: &str) -> Result<Self> {
        Ok(Self { id: validate_id(id)?, name: validate_name(name)? })
    }
}

impl Operation for UpdateDevServer {
    type Protocol = ModelArts;
    type Output = ServerResponse;
    const NAME: &'static str = "UpdateDevServer";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, project: &ProjectRef) -> Result<UnsignedRequest> {
        let body = json!({ "name": self.name });
        Ok(build_request_with_body(Method::PUT, project, &format!("/{}", self.id), &body))
    }

    fn decode_output(&self, payload: Value) -> Result<ServerResponse> {
        parse_server(payload, &self.id)
    }
}
