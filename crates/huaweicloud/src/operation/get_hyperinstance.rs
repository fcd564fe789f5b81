use http::Method;
use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};

use super::{checked_id, draft, read_supernode};
use crate::model::HyperinstanceResponse;
use crate::{ModelArts, Project};

/// One supernode with its nodes: `GET /v1/{project_id}/dev-servers/hyperinstance/{id}`.
///
/// Errors: [`NotFound`](tingji_core::ErrorKind::NotFound) for `ModelArts.6404`, which comes with HTTP
/// 400.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/GetHyperinstance.html>
#[derive(Clone, Debug)]
pub struct GetHyperinstance {
    id: String,
}

impl GetHyperinstance {
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

impl Operation for GetHyperinstance {
    type Protocol = ModelArts;
    type Output = HyperinstanceResponse;
    const NAME: &'static str = "GetHyperinstance";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, project: &Project) -> Result<Draft> {
        Ok(draft(Method::GET, project, &format!("/hyperinstance/{}", self.id)))
    }

    fn output(&self, payload: Value) -> Result<HyperinstanceResponse> {
        read_supernode(payload, &self.id)
    }
}
