use http::Method;
use serde_json::{Value, json};
use tingji_core::operation::{Operation, UnsignedRequest, parse_page};
use tingji_core::{Error, ErrorKind, Result, RetryClass, unknown_tolerant_enum};

use super::operating_system::OsRequest;
use super::request::{build_request_with_body, object, validate_id};
use crate::model::{Page, ServerResponse};
use crate::protocol::{ModelArts, ProjectRef};

unknown_tolerant_enum! {
    /// What to do with many servers.
    pub enum BatchAction {
        Start = "START",
        Stop = "STOP",
        Reboot = "REBOOT",
        ChangeOs = "CHANGEOS",
        ReinstallOs = "REINSTALLOS",
        /// With all that this loses, of every one of them.
        Delete = "DELETE",
    }
}

/// Does the same with many servers: `POST /v1/{project_id}/dev-servers/action`.
///
/// Asynchronous: the answer is a page of the servers, on their way. What becomes of the others when one
/// can't be acted on, the vendor does not say: look at each of them afterwards. It may be a deletion, so
/// it is never sent again.
///
/// Errors: those of the same action on one server; before anything is sent
/// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if `extend_param` does not fit the action.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
/// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
/// # let client = builder.build_with_project_lookup().await?;
/// use tingji_huaweicloud::operation::{BatchAction, BatchDevServersAction};
///
/// let ids = ["1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10", "62383738-e52a-450a-9f84-f9e705402be8"];
/// let page = client.send(&BatchDevServersAction::new(BatchAction::Stop, ids)?).await?;
/// assert_eq!(page.data.len(), 2);
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/BatchDevServersAction.html>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BatchDevServersAction {
    r#type: BatchAction,
    servers: Vec<String>,
    /// The new system: needed, and of use, for [`BatchAction::ChangeOs`], which also needs
    /// its image, and [`BatchAction::ReinstallOs`].
    pub extend_param: Option<OsRequest>,
}

impl BatchDevServersAction {
    /// This action (`type`) with these `servers`, by their ids.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if there is no id, or one that could leave
    /// its place in a path.
    pub fn new<'a>(action: BatchAction, ids: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let servers = ids.into_iter().map(validate_id).collect::<Result<Vec<_>>>()?;
        if servers.is_empty() {
            return Err(Error::new(ErrorKind::InvalidRequest, "servers is empty"));
        }
        Ok(Self { r#type: action, servers, extend_param: None })
    }

    /// A new system is for the two actions that make one, and one of them needs its image.
    fn check(&self) -> Result<()> {
        let refuse = |message: &str| Err(Error::new(ErrorKind::InvalidRequest, message));
        match (&self.r#type, &self.extend_param) {
            (BatchAction::ChangeOs | BatchAction::ReinstallOs, None) => refuse("extend_param is missing"),
            (BatchAction::ChangeOs, Some(system)) if system.image_id.is_none() => {
                refuse("extend_param.image_id is missing")
            }
            (BatchAction::Start | BatchAction::Stop | BatchAction::Reboot | BatchAction::Delete, Some(_)) => {
                refuse("extend_param is for CHANGEOS and REINSTALLOS alone")
            }
            _ => Ok(()),
        }
    }
}

impl Operation for BatchDevServersAction {
    type Protocol = ModelArts;
    type Output = Page<ServerResponse>;
    const NAME: &'static str = "BatchDevServersAction";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, project: &ProjectRef) -> Result<UnsignedRequest> {
        self.check()?;
        let servers: Vec<_> = self.servers.iter().map(|id| json!({ "id": id })).collect();
        let system = self.extend_param.as_ref().map(OsRequest::body).transpose()?;
        let body = object([
            ("extend_param", system),
            ("servers", Some(servers.into())),
            ("type", Some(self.r#type.as_str().into())),
        ]);
        Ok(build_request_with_body(Method::POST, project, "/action", &body))
    }

    fn decode_output(&self, payload: Value) -> Result<Page<ServerResponse>> {
        parse_page(payload, "data", "total")
    }
}
