use http::Method;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_page};
use tingji_core::{Result, RetryClass};

use super::paging::query;
use super::request::build_request;
use crate::model::{Page, ServerImageResponse, ServerType};
use crate::protocol::{ModelArts, ProjectRef};
use crate::validate::validate_length;

/// Lists the images for servers: `GET /v1/{project_id}/dev-servers/images`.
///
/// Errors: [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) before sending if `flavor_name` is
/// empty or too long.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
/// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
/// # let client = builder.build_with_project_lookup().await?;
/// use tingji_huaweicloud::model::ServerType;
/// use tingji_huaweicloud::operation::ListDevServerImages;
///
/// let mut images = ListDevServerImages::new();
/// images.server_type = Some(ServerType::Ecs);
/// assert!(!client.send(&images).await?.data.is_empty());
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListDevServerImages.html>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ListDevServerImages {
    /// Filter by flavor, 1 to 128 characters.
    pub flavor_name: Option<String>,
    /// Filter by kind of server.
    pub server_type: Option<ServerType>,
}

impl ListDevServerImages {
    /// Creates a list of all images.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for ListDevServerImages {
    type Protocol = ModelArts;
    type Output = Page<ServerImageResponse>;
    const NAME: &'static str = "ListDevServerImages";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, project: &ProjectRef) -> Result<UnsignedRequest> {
        validate_length("flavor_name", self.flavor_name.as_deref(), 128)?;
        let query = query([
            ("flavor_name", self.flavor_name.as_deref()),
            ("server_type", self.server_type.as_ref().map(ServerType::as_str)),
        ]);
        Ok(build_request(Method::GET, project, "/images").query(query))
    }

    fn decode_output(&self, payload: Value) -> Result<Page<ServerImageResponse>> {
        parse_page(payload, "data", "total")
    }
}
