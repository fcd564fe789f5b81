use http::Method;
use serde_json::Value;
use tingji_core::operation::{Draft, Operation, read_page};
use tingji_core::{Result, RetryClass};

use super::draft;
use crate::model::{HyperinstanceResponse, Page};
use crate::{ModelArts, Project};

/// The supernodes of all users of the account: `GET /v1/{project_id}/dev-servers/hyperinstance/all`.
/// For administrators; the vendor documents no parameters, and so no pages.
///
/// Errors: [`Permission`](tingji_core::ErrorKind::Permission) for users who may not see them.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListAllHyperinstances.html>
#[derive(Clone, Copy, Debug, Default)]
pub struct ListAllHyperinstances;

impl Operation for ListAllHyperinstances {
    type Protocol = ModelArts;
    type Output = Page<HyperinstanceResponse>;
    const NAME: &'static str = "ListAllHyperinstances";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, project: &Project) -> Result<Draft> {
        Ok(draft(Method::GET, project, "/hyperinstance/all"))
    }

    fn output(&self, payload: Value) -> Result<Page<HyperinstanceResponse>> {
        read_page(payload, "data", "total")
    }
}
