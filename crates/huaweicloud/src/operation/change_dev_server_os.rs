use http::Method;
use tingji_core::params::{expose, validate_id};
use tingji_core::{Secret, operation};

use super::operating_system::{ServerLogin, os_body};
use super::request::{parse_server, with_body};
use crate::model::ServerResponse;
use crate::protocol::ModelArts;

operation! {
    /// Replaces the operating system of a server; the data on the system disk is lost: `POST
    /// /v1/{project_id}/dev-servers/{id}/changeos`.
    ///
    /// Asynchronous: the response is the server in state `CHANGINGOS`; a failure ends in `CHANGINGOS_FAILED`.
    /// The server must be `STOPPED`.
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
    /// use tingji_huaweicloud::operation::{ChangeDevServerOS, ServerLogin, StopDevServer};
    ///
    /// client.send(&StopDevServer::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10")).await?;
    /// sandbox.advance(std::time::Duration::from_secs(600));
    /// let login = ServerLogin::KeyPairName("my-key".to_owned());
    /// let change = ChangeDevServerOS::new("1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10", "c90fb553-2cdb-4b81-b56a-ef68812c6cf7", login);
    /// assert_eq!(client.send(&change).await?.status, Some(ServerStatus::ChangingOs));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ChangeDevServerOS.html>
    pub struct ChangeDevServerOS: ModelArts, Never -> ServerResponse;
    /// Creates the change of the server with this id to the image `image_id`. `login` is the login of the
    /// new system, as `admin_pass` or `key_pair_name`.
    new(=> id: String, "image_id" => image_id: String, => login: ServerLogin);
    /// Script or text for the first boot, in Base64, at most 32 KiB before encoding. Default: none.
    "user_data" => user_data: Option<Secret> as expose;
    request(self, project) {
        validate_id(&self.image_id)?;
        let body = os_body(self, &self.login, &self.user_data)?;
        with_body(Method::POST, project, "/{}/changeos", &[&self.id], &body)
    }
    decode(self, payload) { parse_server(payload, &self.id) }
}
