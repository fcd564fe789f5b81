use http::Method;
use serde_json::{Value, json};
use tingji_core::operation::{Draft, Operation, read_page};
use tingji_core::{Error, ErrorKind, Result, RetryClass, open_enum};

use super::{OsRequest, checked_id, draft_with, object};
use crate::model::Page;
use crate::{ModelArts, Project, ServerResponse};

open_enum! {
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
/// Errors: those of the same action on one server.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/BatchDevServersAction.html>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BatchDevServersAction {
    r#type: BatchAction,
    servers: Vec<String>,
    /// The new system: for [`BatchAction::ChangeOs`] and [`BatchAction::ReinstallOs`].
    pub extend_param: Option<OsRequest>,
}

impl BatchDevServersAction {
    /// This action (`type`) with these `servers`, by their ids.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if there is no id, or one that does not
    /// match the vendor's pattern.
    pub fn new<'a>(action: BatchAction, ids: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let servers = ids.into_iter().map(checked_id).collect::<Result<Vec<_>>>()?;
        if servers.is_empty() {
            return Err(Error::new(ErrorKind::InvalidRequest, "servers is empty"));
        }
        Ok(Self { r#type: action, servers, extend_param: None })
    }
}

impl Operation for BatchDevServersAction {
    type Protocol = ModelArts;
    type Output = Page<ServerResponse>;
    const NAME: &'static str = "BatchDevServersAction";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, project: &Project) -> Result<Draft> {
        let servers: Vec<_> = self.servers.iter().map(|id| json!({ "id": id })).collect();
        let system = self.extend_param.as_ref().map(OsRequest::body).transpose()?;
        let body = object([
            ("extend_param", system),
            ("servers", Some(servers.into())),
            ("type", Some(self.r#type.as_str().into())),
        ]);
        Ok(draft_with(Method::POST, project, "/action", &body))
    }

    fn output(&self, payload: Value) -> Result<Page<ServerResponse>> {
        read_page(payload, "data", "total")
    }
}
