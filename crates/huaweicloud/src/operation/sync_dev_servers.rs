use http::Method;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_page};
use tingji_core::{Result, RetryClass};

use super::paging::{ListSortKey, SortDir, paged};
use super::request::build_request;
use crate::model::{Page, ServerResponse};
use crate::protocol::{ModelArts, ProjectRef};

/// Refreshes the vendor's records from the underlying machines, then lists the user's servers:
/// `PUT /v1/{project_id}/dev-servers/sync`. For states that look outdated. It changes no server, so it is
/// retried like any other read.
///
/// Errors: [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) before sending if `limit` or `offset`
/// is out of range.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
/// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
/// # let client = builder.build_with_project_lookup().await?;
/// use tingji_huaweicloud::operation::SyncDevServers;
///
/// let page = client.send(&SyncDevServers::new().limit(100)).await?;
/// assert_eq!(page.total, Some(3));
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/SyncDevServers.html>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SyncDevServers {
    /// Filter by the id of the owner; only for administrators.
    pub owner: Option<String>,
    /// Sort direction. The vendor's default is [`SortDir::Asc`].
    pub sort_dir: Option<SortDir>,
    /// Sort key. The vendor's default is [`ListSortKey::CreateTime`].
    pub sort_key: Option<ListSortKey>,
    /// Maximum page size, 0 to 1024. The vendor's default is 10.
    pub limit: Option<u32>,
    /// Number of servers to skip, up to 2147483647. The vendor's default is 0.
    pub offset: Option<u32>,
}

paged!(SyncDevServers of "server", limit from 0, by |list| list.owner.as_deref());

impl Operation for SyncDevServers {
    type Protocol = ModelArts;
    type Output = Page<ServerResponse>;
    const NAME: &'static str = "SyncDevServers";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, project: &ProjectRef) -> Result<UnsignedRequest> {
        Ok(build_request(Method::PUT, project, "/sync").query(self.query()?))
    }

    fn decode_output(&self, payload: Value) -> Result<Page<ServerResponse>> {
        parse_page(payload, "data", "total")
    }
}
