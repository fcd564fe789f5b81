use http::Method;
use tingji_core::operation;
use tingji_core::operation::{is_nonempty_page, parse_page};
use tingji_core::paged::Paged;

use super::paging::{ListSortKey, SortDir, validate_paging};
use super::request::with_query;
use crate::error;
use crate::model::{Page, ServerResponse};
use crate::protocol::ModelArts;

operation! {
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
    /// let list = ListDevServers::new().limit(2).sort_dir(SortDir::Desc);
    /// let mut offset = 0;
    /// loop {
    ///     let page = client.send(&list.clone().offset(offset)).await?;
    ///     for server in &page.data {
    ///         println!("{:?} {:?} since {:?}", server.id, server.status, server.updated());
    ///     }
    ///     let Some(next) = page.next_offset(offset) else { break };
    ///     offset = next;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListDevServers.html>
    pub struct ListDevServers: ModelArts, Safe -> Page<ServerResponse>;
    /// Creates a list that starts at the first server.
    new();
    /// Maximum page size, 0 to 1024. The vendor's default is 10.
    "limit" => limit: Option<u32>;
    /// Number of servers to skip, up to 2147483647. The vendor's default is 0.
    "offset" => offset: Option<u32>;
    /// Filter by the id of the owner; only for administrators.
    "owner" => owner: Option<String>;
    /// Sort direction. The vendor's default is [`SortDir::Asc`].
    "sort_dir" => sort_dir: Option<SortDir>;
    /// Sort key. The vendor's default is [`ListSortKey::CreateTime`].
    "sort_key" => sort_key: Option<ListSortKey>;
    request(self, project) {
        validate_paging(0, self.limit, self.offset)?;
        with_query(Method::GET, project, "", self)
    }
    fast(self, response) {
        error::parse_fast_path(response, |page: &Page<ServerResponse>| &page.extra)
            .filter(|page| is_nonempty_page(&page.data))
    }
    decode(self, payload) { parse_page(payload, "data", "total") }
}

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
