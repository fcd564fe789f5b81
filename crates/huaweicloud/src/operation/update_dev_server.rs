use http::Method;
use tingji_core::operation;
use tingji_core::params::to_json;

use super::request::{parse_server, with_body};
use crate::model::ServerResponse;
use crate::protocol::ModelArts;
use crate::validate::validate_name;

operation! {
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
    /// let server = client.send(&UpdateDevServer::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10", "infer-2")).await?;
    /// assert_eq!(server.name.as_deref(), Some("infer-2"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/UpdateDevServer.html>
    pub struct UpdateDevServer: ModelArts, ObserveFirst -> ServerResponse;
    /// Creates the change of a DevServer's name to `name`: 1 to 64 letters, digits, `-`, `_` and `.`.
    new(=> id: String, "name" => name: String);
    request(self, project) {
        validate_name(&self.name)?;
        with_body(Method::PUT, project, "/{}", &[&self.id], &to_json(self)?)
    }
    decode(self, payload) { parse_server(payload, &self.id) }
}
