use http::Method;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_page};
use tingji_core::{Result, RetryClass};

use super::request::build_request;
use crate::model::{Page, ServerResponse};
use crate::protocol::{ModelArts, ProjectRef};

/// Lists the servers of all users of the account: `GET /v1/{project_id}/dev-servers/all`. For
/// administrators. The vendor documents no parameters, so the list is not paged.
///
/// Errors: [`Permission`](tingji_core::ErrorKind::Permission) for users who are not administrators.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
/// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
/// # let client = builder.build_with_project_lookup().await?;
/// use tingji_huaweicloud::operation::ListAllDevServers;
///
/// assert!(!client.send(&ListAllDevServers).await?.data.is_empty());
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListAllDevServers.html>
#[derive(Clone, Copy, Debug, Default)]
pub struct ListAllDevServers;

impl Operation for ListAllDevServers {
    type Protocol = ModelArts;
    type Output = Page<ServerResponse>;
    const NAME: &'static str = "ListAllDevServers";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, project: &ProjectRef) -> Result<UnsignedRequest> {
        Ok(build_request(Method::GET, project, "/all"))
    }

    fn decode_output(&self, payload: Value) -> Result<Page<ServerResponse>> {
        parse_page(payload, "data", "total")
    }
}
