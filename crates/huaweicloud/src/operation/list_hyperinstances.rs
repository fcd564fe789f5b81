use http::Method;
use tingji_core::operation;
use tingji_core::operation::parse_page;
use tingji_core::paged::Paged;

use super::paging::{ListSortKey, SortDir, validate_paging};
use super::request::with_query;
use crate::model::{HyperinstanceResponse, Page};
use crate::protocol::ModelArts;

operation! {
    /// Lists the user's supernodes, page by page: `GET /v1/{project_id}/dev-servers/hyperinstance`.
    ///
    /// Errors: [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) before sending if `limit` or `offset`
    /// is out of range.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let mut scenario = tingji_sandbox::Scenario::empty();
    /// # let id = "2e1d5b9f-7b63-4a1c-9d2e-3a4c6b8d0f21";
    /// # let mut node = tingji_sandbox::InstanceSpec::new(tingji_sandbox::Cloud::Huaweicloud, id);
    /// # node.supernode = "3f2e6ca0-8c74-4b2d-8e3f-4b5d7c9e1a32".to_owned();
    /// # scenario.instances.push(node);
    /// # let sandbox = tingji_sandbox::Sandbox::start(scenario).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
    /// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
    /// # let client = builder.build_with_project_lookup().await?;
    /// use tingji_huaweicloud::operation::ListHyperinstances;
    ///
    /// let page = client.send(&ListHyperinstances::new().limit(100)).await?;
    /// assert_eq!(page.data[0].servers.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListHyperinstances.html>
    pub struct ListHyperinstances: ModelArts, Safe -> Page<HyperinstanceResponse>;
    /// Creates a list that starts at the first supernode.
    new();
    /// Maximum page size, 1 to 1024. The vendor's default is 10.
    "limit" => limit: Option<u32>;
    /// Number of supernodes to skip, up to 2147483647. The vendor's default is 0.
    "offset" => offset: Option<u32>;
    /// Sort direction. The vendor's default is [`SortDir::Asc`].
    "sort_dir" => sort_dir: Option<SortDir>;
    /// Sort key. The vendor's default is [`ListSortKey::CreateTime`].
    "sort_key" => sort_key: Option<ListSortKey>;
    request(self, project) {
        validate_paging(1, self.limit, self.offset)?;
        with_query(Method::GET, project, "/hyperinstance", self)
    }
    decode(self, payload) { parse_page(payload, "data", "total") }
}

impl Paged for ListHyperinstances {
    type Item = HyperinstanceResponse;
    type Cursor = u32;

    fn next_cursor(&self, page: &Page<HyperinstanceResponse>) -> Option<u32> {
        page.next_offset(self.offset.unwrap_or(0))
    }

    fn at(self, cursor: u32) -> Self {
        self.offset(cursor)
    }

    fn into_items(page: Page<HyperinstanceResponse>) -> Vec<HyperinstanceResponse> {
        page.data
    }
}
