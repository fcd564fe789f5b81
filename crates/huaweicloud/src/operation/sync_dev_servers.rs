use http::Method;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_page};
use tingji_core::{Result, RetryClass};

use super::paging::{SortDir, SortKey, paged};
use super::request::build_request;
use crate::model::{Page, ServerResponse};
use crate::protocol::{ModelArts, ProjectRef};

/// Has the vendor look at the machines below, then lists the user's own servers with what was seen:
/// `PUT /v1/{project_id}/dev-servers/sync`. For when a state looks stale. It changes no server, so it
/// is sent again like any other read.
///
/// Errors: [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) before anything is sent if
/// `limit` or `offset` is out of range.
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
    /// By the id of the user they belong to; heeded for administrators.
    pub owner: Option<String>,
    /// Which end comes first. The vendor's default is [`SortDir::Asc`].
    pub sort_dir: Option<SortDir>,
    /// What they are sorted by. The vendor's default is [`SortKey::CreateTime`].
    pub sort_key: Option<SortKey>,
    /// Maximum page size, 0 to 1024. The vendor's default is 10.
    pub limit: Option<u32>,
    /// How many to skip, up to 2147483647. The vendor's default is 0.
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
