use http::Method;
use serde_json::Value;
use tingji_core::operation::{HttpResponse, Operation, UnsignedRequest, is_nonempty_page, parse_page};
use tingji_core::paged::Paged;
use tingji_core::{Result, RetryClass};

use super::paging::{ListSortKey, SortDir, paged};
use super::request::build_request;
use crate::error;
use crate::model::{Page, ServerResponse};
use crate::protocol::{ModelArts, ProjectRef};

/// Lists the user's servers, page by page: `GET /v1/{project_id}/dev-servers`.
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
/// use tingji_huaweicloud::operation::{ListDevServers, SortDir};
///
/// let mut list = ListDevServers::new().limit(2);
/// list.sort_dir = Some(SortDir::Desc);
/// loop {
///     let page = client.send(&list).await?;
///     for server in &page.data {
///         println!("{:?} {:?} since {:?}", server.id, server.status, server.updated());
///     }
///     let Some(next) = page.next_offset(list.offset.unwrap_or(0)) else { break };
///     list.offset = Some(next);
/// }
/// # Ok(())
/// # }
/// ```
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListDevServers.html>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ListDevServers {
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

paged!(ListDevServers of "server", limit from 0, by |list| list.owner.as_deref());

impl Paged for ListDevServers {
    type Item = ServerResponse;
    type Cursor = u32;

    fn next_cursor(&self, page: &Page<ServerResponse>) -> Option<u32> {
        page.next_offset(self.offset.unwrap_or(0))
    }

    fn at(self, cursor: u32) -> Self {
        self.offset(cursor)
    }

    fn into_items(page: Page<ServerResponse>) -> Vec<ServerResponse> {
        page.data
    }
}

impl Operation for ListDevServers {
    type Protocol = ModelArts;
    type Output = Page<ServerResponse>;
    const NAME: &'static str = "ListDevServers";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, project: &ProjectRef) -> Result<UnsignedRequest> {
        Ok(build_request(Method::GET, project, "").query(self.query()?))
    }

    fn parse_fast_path(&self, response: &HttpResponse) -> Option<Page<ServerResponse>> {
        error::parse_fast_path(response, |page: &Page<ServerResponse>| &page.extra)
            .filter(|page| is_nonempty_page(&page.data))
    }

    fn decode_output(&self, payload: Value) -> Result<Page<ServerResponse>> {
        parse_page(payload, "data", "total")
    }
}
