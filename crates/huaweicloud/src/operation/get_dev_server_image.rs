use http::Method;
use tingji_core::operation;

use super::request::{bare, parse_object};
use crate::model::ServerImageResponse;
use crate::protocol::ModelArts;

operation! {
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
    /// let image = client.send(&GetDevServerImage::new("c90fb553-2cdb-4b81-b56a-ef68812c6cf7")).await?;
    /// println!("{:?} {:?}", image.name, image.arch);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/GetDevServerImage.html>
    pub struct GetDevServerImage: ModelArts, Safe -> ServerImageResponse;
    /// Creates a query for the image with this id.
    new(=> id: String);
    request(self, project) { bare(Method::GET, project, "/images/{}", &[&self.id]) }
    decode(self, payload) { parse_object(payload, &self.id, |image: &ServerImageResponse| &image.image_id) }
}
