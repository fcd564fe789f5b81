//! Parameters that the paged lists share.

use serde::Serialize;
use tingji_core::Result;

use crate::model::MAX_OFFSET;
use crate::validate::validate_range;

/// Largest `limit` that the vendor accepts.
const MAX_LIMIT: u32 = 1024;

/// Sort direction of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub enum SortDir {
    /// `ASC`: oldest first.
    Asc,
    /// `DESC`: newest first.
    Desc,
}

/// Sort key of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum ListSortKey {
    /// `createTime`: time of creation.
    CreateTime,
    /// `updateTime`: time of the last change.
    UpdateTime,
}

/// Rejects a page size or an offset out of range.
pub(super) fn validate_paging(min_limit: u32, limit: Option<u32>, offset: Option<u32>) -> Result<()> {
    validate_range("limit", limit, min_limit..=MAX_LIMIT)?;
    validate_range("offset", offset, 0..=MAX_OFFSET)
}
