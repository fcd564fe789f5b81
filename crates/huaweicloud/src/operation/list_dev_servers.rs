use http::Method;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tingji_core::operation::{Draft, Operation, read_page};
use tingji_core::{Error, ErrorKind, Result, RetryClass, lenient};
use tingji_signing_core::encode::query_string;

use super::draft;
use crate::{ModelArts, Project, ServerResponse};

/// The user's own servers, page by page: `GET /v1/{project_id}/dev-servers`.
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
    /// How many servers to skip, up to 2147483647. The vendor's default is 0.
    pub offset: Option<u32>,
}

/// Which end of a list comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortDir {
    /// `ASC`: the oldest.
    Asc,
    /// `DESC`: the newest.
    Desc,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    /// `createTime`
    CreateTime,
    /// `updateTime`
    UpdateTime,
}

/// The most the vendor takes for `limit`.
const MOST_LIMIT: u32 = 1024;
/// The most the vendor takes for `offset`.
const MOST_OFFSET: u32 = 2_147_483_647;

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

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let sort_dir = self.sort_dir.map(|dir| match dir {
            SortDir::Asc => "ASC".to_owned(),
            SortDir::Desc => "DESC".to_owned(),
        });
        let sort_key = self.sort_key.map(|key| match key {
            SortKey::CreateTime => "createTime".to_owned(),
            SortKey::UpdateTime => "updateTime".to_owned(),
        });
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        let pairs = [
            ("limit", number(self.limit)),
            ("offset", number(self.offset)),
            ("owner", self.owner.clone()),
            ("sort_dir", sort_dir),
            ("sort_key", sort_key),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// One page of servers.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ListDevServersOutput {
    /// The number of this page.
    #[serde(deserialize_with = "lenient::int")]
    pub current: Option<i64>,
    /// How many pages there are.
    #[serde(deserialize_with = "lenient::int")]
    pub pages: Option<i64>,
    /// How many servers a page holds at most.
    #[serde(deserialize_with = "lenient::int")]
    pub size: Option<i64>,
    /// How many servers there are on all pages.
    #[serde(deserialize_with = "lenient::int")]
    pub total: Option<i64>,
    /// The servers of this page.
    #[serde(deserialize_with = "lenient::list")]
    pub data: Vec<ServerResponse>,
}

impl ListDevServersOutput {
    /// The offset to ask for the next page with, given that of this one; `None` after the last.
    pub fn next_offset(&self, offset: u32) -> Option<u32> {
        let seen = u32::try_from(self.data.len()).ok().and_then(|len| offset.checked_add(len))?;
        let all_seen = self.total.is_some_and(|total| i64::from(seen) >= total);
        (!self.data.is_empty() && !all_seen && seen <= MOST_OFFSET).then_some(seen)
    }
}

impl Operation for ListDevServers {
    type Protocol = ModelArts;
    type Output = ListDevServersOutput;
    const NAME: &'static str = "ListDevServers";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, project: &Project) -> Result<Draft> {
        if self.limit.is_some_and(|limit| limit > MOST_LIMIT) {
            return Err(Error::new(ErrorKind::InvalidRequest, "limit is 0 to 1024"));
        }
        if self.offset.is_some_and(|offset| offset > MOST_OFFSET) {
            return Err(Error::new(ErrorKind::InvalidRequest, "offset is 0 to 2147483647"));
        }
        let pairs = self.pairs();
        let query = query_string(pairs.iter().map(|(name, value)| (*name, value.as_str())));
        Ok(draft(Method::GET, project, "").query(query))
    }

    fn output(&self, payload: Value) -> Result<ListDevServersOutput> {
        read_page(payload, "data", "total")
    }
}
