use http::Method;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::{build_request, parse_image};
use crate::model::ServerImageResponse;
use crate::protocol::{ModelArts, ProjectRef};
use crate::validate::validate_id;

/// Returns one image: `GET /v1/{project_id}/dev-servers/images/{id}`.
///
/// Errors: the vendor documents none for this operation.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
/// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
/// # let client = builder.build_with_project_lookup().await?;
/// use tingji_huaweicloud::operation::GetDevServerImage;
///
/// let image = client.send(&GetDevServerImage::new("c90fb553-2cdb-4b81-b56a-ef68812c6cf7")?).await?;
/// println!("{:?} {:?}", image.name, image.arch);
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/GetDevServerImage.html>
#[derive(Clone, Debug)]
pub struct GetDevServerImage {
    id: String,
}

impl GetDevServerImage {
    /// Creates a query for the image with this id.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(id: &str) -> Result<Self> {
        Ok(Self { id: validate_id(id)? })
    }
}

impl Operation for GetDevServerImage {
    type Protocol = ModelArts;
    type Output = ServerImageResponse;
    const NAME: &'static str = "GetDevServerImage";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, project: &ProjectRef) -> Result<UnsignedRequest> {
        Ok(build_request(Method::GET, project, &format!("/images/{}", self.id)))
    }

    fn decode_output(&self, payload: Value) -> Result<ServerImageResponse> {
        parse_image(payload, &self.id)
    }
}
