use http::Method;
use serde_json::Value;
use tingji_core::operation::{Draft, Operation, read_page};
use tingji_core::{Result, RetryClass};

use super::draft;
use super::paging::{PageQuery, SortDir, SortKey};
use crate::model::Page;
use crate::{ModelArts, Project, ServerResponse};

/// The user's own servers, page by page: `GET /v1/{project_id}/dev-servers`.
///
/// Errors: [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) before anything is sent if
/// `limit` or `offset` is out of range.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListDevServers.html>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ListDevServers {
    /// By the id of the user they belong to; heeded for administrators.
    pub owner: Option<String>,
    /// Which end comes first. The vendor's default is [`SortDir::Asc`].
    pub sort_dir: Option<SortDir>,
    /// What they are sorted by. The vendor's default is [`SortKey::CreateTime`].
    pub sort_key: Option<SortKey>,
    /// How many a page holds at most, 0 to 1024. The vendor's default is 10.
    pub limit: Option<u32>,
    /// How many to skip, up to 2147483647. The vendor's default is 0.
    pub offset: Option<u32>,
}

impl ListDevServers {
    /// From the first server on.
    pub fn new() -> Self {
        Self::default()
    }

    /// At most so many a page.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// From this position on.
    #[must_use]
    pub fn offset(mut self, offset: u32) -> Self {
        self.offset = Some(offset);
        self
    }
}

impl Operation for ListDevServers {
    type Protocol = ModelArts;
    type Output = Page<ServerResponse>;
    const NAME: &'static str = "ListDevServers";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, project: &Project) -> Result<Draft> {
        let query = PageQuery {
            owner: self.owner.as_deref(),
            sort_dir: self.sort_dir,
            sort_key: self.sort_key,
            limit: self.limit,
            least_limit: 0,
            offset: self.offset,
        };
        Ok(draft(Method::GET, project, "").query(query.text()?))
    }

    fn output(&self, payload: Value) -> Result<Page<ServerResponse>> {
        read_page(payload, "data", "total")
    }
}
