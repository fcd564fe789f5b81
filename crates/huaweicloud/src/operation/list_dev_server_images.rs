use http::Method;
use tingji_core::operation;
use tingji_core::operation::parse_page;

use super::request::with_query;
use crate::model::{Page, ServerImageResponse, ServerType};
use crate::protocol::ModelArts;
use crate::validate::validate_length;

operation! {
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
    /// let images = ListDevServerImages::new().server_type(ServerType::Ecs);
    /// assert!(!client.send(&images).await?.data.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListDevServerImages.html>
    pub struct ListDevServerImages: ModelArts, Safe -> Page<ServerImageResponse>;
    /// Creates a list of all images.
    new();
    /// Filter by flavor, 1 to 128 characters.
    "flavor_name" => flavor_name: Option<String>;
    /// Filter by kind of server.
    "server_type" => server_type: Option<ServerType>;
    request(self, project) {
        validate_length("flavor_name", self.flavor_name.as_deref(), 128)?;
        with_query(Method::GET, project, "/images", self)
    }
    decode(self, payload) { parse_page(payload, "data", "total") }
}
