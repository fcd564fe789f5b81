use http::Method;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::build_request;
use crate::model::ServerOperation;
use crate::protocol::{ModelArts, ProjectRef};
use crate::validate::validate_id;

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
/// let response = client.send(&RebootDevServer::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10")?).await?;
/// // In the sandbox, the id of an operation is the id of the request that started it.
/// let operation = response.request_id.as_deref().ok_or("no request id")?;
/// let operation = client.send(&GetDevServerOperation::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10", operation)?).await?;
/// println!("{:?} {:?}", operation.operation_type, operation.operation_status);
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/GetDevServerOperation.html>
#[derive(Clone, Debug)]
pub struct GetDevServerOperation {
    id: String,
    operation_id: String,
}

impl GetDevServerOperation {
    /// Creates a query for this operation on the server with this id.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id is malformed.
    pub fn new(id: &str, operation_id: &str) -> Result<Self> {
        Ok(Self { id: validate_id(id)?, operation_id: validate_id(operation_id)? })
    }
}

impl Operation for GetDevServerOperation {
    type Protocol = ModelArts;
    type Output = ServerOperation;
    const NAME: &'static str = "GetDevServerOperation";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, project: &ProjectRef) -> Result<UnsignedRequest> {
        let path = format!("/{}/operation/{}", self.id, self.operation_id);
        Ok(build_request(Method::GET, project, &path))
    }
}
