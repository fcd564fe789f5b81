use http::Method;
use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};

use super::{checked_id, draft, read_supernode};
use crate::model::HyperinstanceResponse;
use crate::{ModelArts, Project};

/// Starts a supernode with all of its nodes: `PUT
/// /v1/{project_id}/dev-servers/hyperinstance/{id}/start`, without a body.
///
/// Asynchronous: the answer is the supernode on its way. Only a stopped one may be started.
///
/// Errors: [`NotFound`](tingji_core::ErrorKind::NotFound) for `ModelArts.6404`, which comes with HTTP
/// 400; [`Locked`](tingji_core::ErrorKind::Locked) for `ModelArts.6357`.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/StartHyperinstance.html>
#[derive(Clone, Debug)]
pub struct StartHyperinstance {
    id: String,
}

impl StartHyperinstance {
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

impl Operation for StartHyperinstance {
    type Protocol = ModelArts;
    type Output = HyperinstanceResponse;
    const NAME: &'static str = "StartHyperinstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, project: &Project) -> Result<Draft> {
        Ok(draft(Method::PUT, project, &format!("/hyperinstance/{}/start", self.id)))
    }

    fn output(&self, payload: Value) -> Result<HyperinstanceResponse> {
        read_supernode(payload, &self.id)
    }
}
