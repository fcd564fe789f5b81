use http::Method;
use tingji_core::operation;
use tingji_core::operation::parse_page;

use super::paging::{ListSortKey, SortDir, validate_paging};
use super::request::with_query;
use crate::model::{Page, ServerResponse};
use crate::protocol::ModelArts;

operation! {
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
    pub struct SyncDevServers: ModelArts, Safe -> Page<ServerResponse>;
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
        with_query(Method::PUT, project, "/sync", self)
    }
    decode(self, payload) { parse_page(payload, "data", "total") }
}
