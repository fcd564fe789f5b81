use http::Method;
use serde_json::{Value, json};
use tingji_core::operation::{Operation, UnsignedRequest, parse_page};
use tingji_core::{Result, RetryClass, unknown_tolerant_enum};

use super::operating_system::OsRequest;
use super::request::{build_request_with_body, object};
use crate::model::{Page, ServerResponse};
use crate::protocol::{ModelArts, ProjectRef};
use crate::validate::{invalid_request, validate_id};

unknown_tolerant_enum! {
    /// Action on several servers.
    pub enum BatchAction {
        Start = "START",
        Stop = "STOP",
        Reboot = "REBOOT",
        ChangeOs = "CHANGEOS",
        ReinstallOs = "REINSTALLOS",
        /// Deletes the servers with their system disks.
        Delete = "DELETE",
    }
}

/// Applies an action to several servers: `POST /v1/{project_id}/dev-servers/action`.
///
/// Asynchronous: the response is a page of the servers in transition. If one server can't be acted on, the
/// vendor does not document the result for the others: poll each of them afterwards. The action may be a
/// deletion, so it is never retried automatically.
///
/// Errors: those of the same action on one server;
/// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) before sending if `extend_param` does not
/// match the action.
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
    /// New operating system. Required for [`BatchAction::ChangeOs`] (with an image) and for
    /// [`BatchAction::ReinstallOs`]; not allowed for other actions.
    pub extend_param: Option<OsRequest>,
}

impl BatchDevServersAction {
    /// Creates this action (`type`) for these `servers`, named by their ids.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the list of ids is empty or has a
    /// malformed id.
    pub fn new<'a>(action: BatchAction, ids: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let servers = ids.into_iter().map(validate_id).collect::<Result<Vec<_>>>()?;
        if servers.is_empty() {
            return invalid_request("servers must not be empty");
        }
        Ok(Self { r#type: action, servers, extend_param: None })
    }

    /// Requires an operating system for the two actions that install one, and an image for one of them.
    fn check(&self) -> Result<()> {
        match (&self.r#type, &self.extend_param) {
            (BatchAction::ChangeOs | BatchAction::ReinstallOs, None) => {
                invalid_request("extend_param is missing")
            }
            (BatchAction::ChangeOs, Some(system)) if system.image_id.is_none() => {
                invalid_request("extend_param.image_id is missing")
            }
            (BatchAction::Start | BatchAction::Stop | BatchAction::Reboot | BatchAction::Delete, Some(_)) => {
                invalid_request("extend_param is allowed only for CHANGEOS and REINSTALLOS")
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
