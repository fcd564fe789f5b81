//! [`Page`]: a page of a list.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;

/// Largest `offset` that the vendor accepts.
pub(crate) const MAX_OFFSET: u32 = 2_147_483_647;

/// Page of a list.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, bound(deserialize = "T: DeserializeOwned", serialize = "T: Serialize"))]
#[non_exhaustive]
pub struct Page<T> {
    /// Number of this page.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub current: Option<i64>,
    /// Number of pages.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub pages: Option<i64>,
    /// Maximum page size.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub size: Option<i64>,
    /// Number of items on all pages.
    #[serde(deserialize_with = "lenient::parse_int")]
    pub total: Option<i64>,
    /// Items on this page.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub data: Vec<T>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { current: None, pages: None, size: None, total: None, data: Vec::new(), extra: Map::new() }
    }
}

impl<T> Page<T> {
    /// Returns the offset of the next page, where `offset` is that of this page; `None` on the last page.
    pub fn next_offset(&self, offset: u32) -> Option<u32> {
        let seen = u32::try_from(self.data.len()).ok().and_then(|len| offset.checked_add(len))?;
        let all_seen = self.total.is_some_and(|total| i64::from(seen) >= total);
        (!self.data.is_empty() && !all_seen && seen <= MAX_OFFSET).then_some(seen)
    }
}
