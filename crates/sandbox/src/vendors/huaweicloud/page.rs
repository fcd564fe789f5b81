//! Pages and order of lists.

use serde_json::{Value, json};

use crate::http::params::InvalidParam;
use crate::vendors::call::RequestContext;
use crate::vendors::huaweicloud::error::invalid_param;
use crate::vendors::vendor_error::VendorError;

/// Largest page.
const MAX_LIMIT: usize = 1024;

/// The part of a list that a request selects.
pub(super) struct PageRange {
    pub(super) limit: usize,
    pub(super) offset: usize,
}

impl PageRange {
    /// Parses `limit` (default 10) and `offset` (default 0). Guess: the code for a limit out of range.
    pub(super) fn parse(ctx: &RequestContext<'_>, min_limit: usize) -> Result<Self, VendorError> {
        let query = ctx.request.query_params();
        let limit = query.unsigned("limit", 10).map_err(invalid_param)?;
        let offset = query.unsigned("offset", 0).map_err(invalid_param)?;
        if !(min_limit..=MAX_LIMIT).contains(&limit) {
            return Err(invalid_param(InvalidParam("limit")));
        }
        Ok(Self { limit, offset })
    }

    /// The rows of the page.
    pub(super) fn apply<T>(&self, rows: Vec<T>) -> Vec<T> {
        rows.into_iter().skip(self.offset).take(self.limit).collect()
    }
}

/// Sorts servers by `sort_key`, which is the creation time by default, and `sort_dir`.
pub(super) fn sort(ctx: &RequestContext<'_>, mut indices: Vec<usize>) -> Vec<usize> {
    let query = ctx.request.query_params();
    let by_update_time = query.non_empty("sort_key") == Some("updateTime");
    indices.sort_by_key(|&index| {
        let machine = &ctx.state.machines[index];
        let time_ms = if by_update_time { machine.resource.changed_at_ms } else { machine.created_at_ms };
        (time_ms, index)
    });
    if query.non_empty("sort_dir") == Some("DESC") {
        indices.reverse();
    }
    indices
}

/// Builds the body of one page.
pub(super) fn page_body(rows: &[Value], total: usize, range: &PageRange) -> Value {
    let limit = range.limit.max(1);
    json!({
        "current": range.offset / limit + 1,
        "pages": total.div_ceil(limit),
        "size": rows.len(),
        "total": total,
        "data": rows,
    })
}

/// Builds the body of a list without pages.
pub(super) fn full_list_body(rows: &[Value]) -> Value {
    let total = rows.len();
    page_body(rows, total, &PageRange { limit: total, offset: 0 })
}
