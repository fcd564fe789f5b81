use http::Method;
use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};

use super::{checked_id, draft, read_supernode};
use crate::model::HyperinstanceResponse;
use crate::{ModelArts, Project};

/// Stops a supernode with all of its nodes: `PUT /v1/{project_id}/dev-servers/hyperinstance/{id}/stop`,
/// without a body.
///
/// Asynchronous: the answer is the supernode on its way. Only one that runs, or whose stop has failed,
/// may be stopped.
///
/// Errors: [`NotFound`](tingji_core::ErrorKind::NotFound) for `ModelArts.6404`, which comes with HTTP
/// 400; [`InvalidState`](tingji_core::ErrorKind::InvalidState) for `ModelArts.6357`.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/StopHyperinstance.html>
#[derive(Clone, Debug)]
pub struct StopHyperinstance {
    id: String,
}

impl StopHyperinstance {
    /// By the id of the supernode; a node tells it in `server_hps`.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id does not match the vendor's
    /// pattern.
    pub fn new(id: &str) -> Result<Self> {
        Ok(Self { id: checked_id(id)? })
    }
}

impl Operation for StopHyperinstance {
    type Protocol = ModelArts;
    type Output = HyperinstanceResponse;
    const NAME: &'static str = "StopHyperinstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, project: &Project) -> Result<Draft> {
        Ok(draft(Method::PUT, project, &format!("/hyperinstance/{}/stop", self.id)))
    }

    fn output(&self, payload: Value) -> Result<HyperinstanceResponse> {
        read_supernode(payload, &self.id)
    }
}
