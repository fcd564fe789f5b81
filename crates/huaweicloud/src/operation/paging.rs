//! What the lists with pages have in common.

use tingji_core::{Error, ErrorKind, Result};
use tingji_signing_core::encode::query_string;

use crate::model::MAX_OFFSET;

/// The most the vendor takes for `limit`.
const MAX_LIMIT: u32 = 1024;

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

/// The parameters of a list with pages.
pub(super) struct PageQuery<'a> {
    pub(super) owner: Option<&'a str>,
    pub(super) sort_dir: Option<SortDir>,
    pub(super) sort_key: Option<SortKey>,
    pub(super) limit: Option<u32>,
    pub(super) min_limit: u32,
    pub(super) offset: Option<u32>,
}

impl PageQuery<'_> {
    /// The query, if the vendor would take it.
    pub(super) fn text(&self) -> Result<String> {
        let limits = self.min_limit..=MAX_LIMIT;
        if self.limit.is_some_and(|limit| !limits.contains(&limit)) {
            let message = format!("limit is {} to {MAX_LIMIT}", self.min_limit);
            return Err(Error::new(ErrorKind::InvalidRequest, message));
        }
        if self.offset.is_some_and(|offset| offset > MAX_OFFSET) {
            return Err(Error::new(ErrorKind::InvalidRequest, "offset is 0 to 2147483647"));
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
            SortKey::CreateTime => "createTime".to_owned(),
            SortKey::UpdateTime => "updateTime".to_owned(),
        });
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        [
            ("limit", number(self.limit)),
            ("offset", number(self.offset)),
            ("owner", self.owner.map(str::to_owned)),
            ("sort_dir", sort_dir),
            ("sort_key", sort_key),
        ]
    }
}

/// A query of the parameters that are set.
pub(super) fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) -> String {
    query_string(pairs.into_iter().filter_map(|(name, value)| Some((name, value?))))
}

/// How a list with pages is begun, cut into pages and asked for.
macro_rules! paged {
    ($list:ident of $what:literal, limit from $min:literal, by $owner:expr) => {
        impl $list {
            #[doc = concat!("From the first ", $what, " on.")]
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
