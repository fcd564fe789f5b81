//! The application of `--query` to the JSON output.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use serde_json::Value;

use super::stream::error_line;
use crate::args::Query;
use crate::lang::tr;

/// Expression of `--query`; unset without the option.
static QUERY: OnceLock<Query> = OnceLock::new();
/// True once the query could not be applied to a result.
static FAILED: AtomicBool = AtomicBool::new(false);

/// Sets the query once, for the whole process.
pub(crate) fn init(query: Option<Query>) {
    query.map(|query| QUERY.set(query));
}

/// Returns what the query selects.
///
/// Returns `None` without a query, and if it cannot be applied: everything is then printed, because the
/// report of a finished action must not be lost.
pub(super) fn selected(value: &impl Serialize) -> Option<Value> {
    let query = QUERY.get()?;
    let found = query.search(value).map_err(|error| error.to_string());
    match found.and_then(|found| serde_json::to_value(found).map_err(|error| error.to_string())) {
        Ok(found) => Some(found),
        Err(why) => {
            FAILED.store(true, Ordering::Relaxed);
            let why = tingji::core::sanitize_line(&why);
            error_line(&tr!(
                "can't apply --query, so the whole result is shown: {why}",
                "无法应用 --query，因此显示全部：{why}"
            ));
            None
        }
    }
}

/// Returns the exit code; at least 1 if the query failed.
pub(crate) fn exit_code(code: u8) -> u8 {
    if FAILED.load(Ordering::Relaxed) { code.max(1) } else { code }
}
