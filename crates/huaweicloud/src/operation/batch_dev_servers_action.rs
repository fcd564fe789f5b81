use http::Method;
use serde_json::{Value, json};
use tingji_core::operation::parse_page;
use tingji_core::params::{invalid_request, to_json, validate_id};
use tingji_core::{Result, operation, unknown_tolerant_enum};

use super::operating_system::{OsRequest, os_body};
use super::request::with_body;
use crate::model::{Page, ServerResponse};
use crate::protocol::ModelArts;

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

operation! {
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
    /// let page = client.send(&BatchDevServersAction::new(BatchAction::Stop, ids)).await?;
    /// assert_eq!(page.data.len(), 2);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/BatchDevServersAction.html>
    pub struct BatchDevServersAction: ModelArts, Never -> Page<ServerResponse>;
    /// Creates this action (`type`) for these `servers`, named by their ids. At least one id.
    new("type" => action: BatchAction, "servers" => servers: Vec<String> as server_refs);
    /// New operating system. Required for [`BatchAction::ChangeOs`] (with an image) and for
    /// [`BatchAction::ReinstallOs`]; not allowed for other actions.
    => extend_param: Option<OsRequest>;
    request(self, project) {
        self.check()?;
        let mut body = to_json(self)?;
        if let Some(system) = &self.extend_param {
            body["extend_param"] = os_body(system, &system.login, &system.user_data)?;
        }
        with_body(Method::POST, project, "/action", &[], &body)
    }
    decode(self, payload) { parse_page(payload, "data", "total") }
}

impl BatchDevServersAction {
    /// Requires an operating system for the two actions that install one, and an image for one of them.
    fn check(&self) -> Result<()> {
        self.servers.iter().try_for_each(|id| validate_id(id))?;
        if self.servers.is_empty() {
            return invalid_request("servers must not be empty");
        }
        match (&self.action, &self.extend_param) {
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

/// Returns the servers as the vendor names them.
fn server_refs(ids: &[String]) -> Vec<Value> {
    ids.iter().map(|id| json!({ "id": id })).collect()
}
