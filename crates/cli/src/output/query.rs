//! `--query`: of the JSON only what a JMESPath expression selects.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use serde_json::Value;

use super::stream::error_line;
use crate::args::Query;
use crate::lang::say;

static CHOSEN: OnceLock<Query> = OnceLock::new();
static FAILED: AtomicBool = AtomicBool::new(false);

/// Chooses once, for the whole run.
pub(crate) fn choose(query: Option<Query>) {
    query.map(|query| CHOSEN.set(query));
}

/// What the expression selects of this; `None` without an expression, or where it can't be applied:
/// then all is shown, as what was done must not be lost.
pub(super) fn selected(value: &impl Serialize) -> Option<Value> {
    let query = CHOSEN.get()?;
    let found = query.search(value).map_err(|error| error.to_string());
    match found.and_then(|found| serde_json::to_value(found).map_err(|error| error.to_string())) {
        Ok(found) => Some(found),
        Err(why) => {
            FAILED.store(true, Ordering::Relaxed);
            let why = tingji::core::sanitize_line(&why);
            error_line(&say!(
                "the query can't be applied, so all is shown: {why}",
                "无法应用 --query，因此显示全部：{why}"
            ));
            None
        }
    }
}

/// The exit code, unless a query failed and nothing else did.
pub(crate) fn verdict(code: u8) -> u8 {
    if FAILED.load(Ordering::Relaxed) { code.max(1) } else { code }
}
