//! Code that the paged lists share.

use tingji_core::{Error, ErrorKind, Result};
use tingji_signing_core::encode::query_string;

use crate::model::MAX_OFFSET;

/// Largest `limit` that the vendor accepts.
const MAX_LIMIT: u32 = 1024;

/// Sort direction of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortDir {
    /// `ASC`: oldest first.
    Asc,
    /// `DESC`: newest first.
    Desc,
}

/// Sort key of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListSortKey {
    /// `createTime`: time of creation.
    CreateTime,
    /// `updateTime`: time of the last change.
    UpdateTime,
}

/// Parameters of a paged list.
pub(super) struct PageQuery<'a> {
    pub(super) owner: Option<&'a str>,
    pub(super) sort_dir: Option<SortDir>,
    pub(super) sort_key: Option<ListSortKey>,
    pub(super) limit: Option<u32>,
    pub(super) min_limit: u32,
    pub(super) offset: Option<u32>,
}

impl PageQuery<'_> {
    /// Returns the query, if limit and offset are in range.
    pub(super) fn text(&self) -> Result<String> {
        let limits = self.min_limit..=MAX_LIMIT;
        if self.limit.is_some_and(|limit| !limits.contains(&limit)) {
            let message = format!("limit must be {} to {MAX_LIMIT}", self.min_limit);
            return Err(Error::new(ErrorKind::InvalidRequest, message));
        }
        if self.offset.is_some_and(|offset| offset > MAX_OFFSET) {
            return Err(Error::new(ErrorKind::InvalidRequest, "offset must be 0 to 2147483647"));
        }
        let pairs = self.pairs();
        Ok(query(pairs.iter().map(|(name, value)| (*name, value.as_deref()))))
    }

    fn pairs(&self) -> [(&'static str, Option<String>); 5] {
        let sort_dir = self.sort_dir.map(|dir| match dir {
            SortDir::Asc => "ASC".to_owned(),
            SortDir::Desc => "DESC".to_owned(),
        });
        let sort_key = self.sort_key.map(|key| match key {
            ListSortKey::CreateTime => "createTime".to_owned(),
            ListSortKey::UpdateTime => "updateTime".to_owned(),
        });
        [
            ("limit", self.limit.map(|limit| limit.to_string())),
            ("offset", self.offset.map(|offset| offset.to_string())),
            ("owner", self.owner.map(str::to_owned)),
            ("sort_dir", sort_dir),
            ("sort_key", sort_key),
        ]
    }
}

/// Returns a query of the parameters that are set.
pub(super) fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) -> String {
    query_string(pairs.into_iter().filter_map(|(name, value)| Some((name, value?))))
}

/// Implements the constructor and the page parameters of a list.
macro_rules! paged {
    ($list:ident of $what:literal, limit from $min:literal, by $owner:expr) => {
        impl $list {
            #[doc = concat!("Creates a list that starts at the first ", $what, ".")]
            pub fn new() -> Self {
                Self::default()
            }

            /// Sets the maximum page size.
            #[must_use]
            pub fn limit(mut self, limit: u32) -> Self {
                self.limit = Some(limit);
                self
            }

            /// Sets the number of items to skip.
            #[must_use]
            pub fn offset(mut self, offset: u32) -> Self {
                self.offset = Some(offset);
                self
            }

            fn query(&self) -> Result<String> {
                let owner: fn(&Self) -> Option<&str> = $owner;
                let query = $crate::operation::paging::PageQuery {
                    owner: owner(self),
                    sort_dir: self.sort_dir,
                    sort_key: self.sort_key,
                    limit: self.limit,
                    min_limit: $min,
                    offset: self.offset,
                };
                query.text()
            }
        }
    };
}
pub(super) use paged;
