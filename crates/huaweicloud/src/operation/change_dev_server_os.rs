use http::Method;
use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass, Secret};

use super::{Login, checked_id, draft_with, os_body, read_server};
use crate::{ModelArts, Project, ServerResponse};

/// Puts another system onto a server's system disk, whose data is lost: `POST
/// /v1/{project_id}/dev-servers/{id}/changeos`.
///
/// Asynchronous: the answer is the server, `CHANGINGOS`; `CHANGINGOS_FAILED` if it fails. Only a
/// `STOPPED` server may be changed.
///
/// Errors: [`NotFound`](tingji_core::ErrorKind::NotFound) for `ModelArts.6404`, which comes with HTTP
/// 400; [`Locked`](tingji_core::ErrorKind::Locked) for `ModelArts.6357`.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ChangeDevServerOS.html>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ChangeDevServerOS {
    id: String,
    image_id: String,
    login: Login,
    /// Base64 of a script or text that the system finds when it starts, at most 32 KiB before
    /// encoding.
    pub user_data: Option<Secret>,
}

impl ChangeDevServerOS {
    /// By the id of the DevServer; the `image_id` is that of the new image, and `login` is how to get in
    /// afterwards, as `admin_pass` or `key_pair_name`.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id does not match the vendor's
    /// pattern.
    pub fn new(id: &str, image_id: &str, login: Login) -> Result<Self> {
        Ok(Self { id: checked_id(id)?, image_id: checked_id(image_id)?, login, user_data: None })
    }
}

impl Operation for ChangeDevServerOS {
    type Protocol = ModelArts;
    type Output = ServerResponse;
    const NAME: &'static str = "ChangeDevServerOS";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, project: &Project) -> Result<Draft> {
        let body = os_body(&self.login, Some(&self.image_id), self.user_data.as_ref())?;
        Ok(draft_with(Method::POST, project, &format!("/{}/changeos", self.id), &body))
    }

    fn output(&self, payload: Value) -> Result<ServerResponse> {
        read_server(payload, &self.id)
    }
}
