//! The operations of UAI-Inference, one file each.

mod get_uai_service_list;
mod get_uai_srv_version_list;
mod stop_uai_service;

pub use get_uai_service_list::GetUAIServiceList;
pub use get_uai_srv_version_list::GetUAISrvVersionList;
pub use stop_uai_service::{StopUAIService, StopUAIServiceOutput};

use serde::de::DeserializeOwned;
use serde_json::Value;
use tingji_core::{Error, ErrorKind, InstanceId, Result};

/// So many rows a page holds if nothing else is said.
const LIMIT: u32 = 100;

/// An id that is one.
fn checked(id: &str) -> Result<String> {
    Ok(InstanceId::new(id, None)?.id().to_owned())
}

/// Where the page after this one starts; `None` after the last. Never beyond the total.
fn next_offset(offset: u32, limit: u32, rows: usize, total: Option<i64>) -> Option<u32> {
    let rows = u32::try_from(rows).ok().filter(|rows| *rows > 0)?;
    let next = offset.checked_add(rows)?;
    let more = total.map_or(limit > 0 && rows >= limit, |total| i64::from(next) < total);
    more.then_some(next)
}

/// A page, which is none unless it holds its list or says how much there is.
fn page<T: DeserializeOwned>(payload: Value, list: &str) -> Result<T> {
    let bad =
        || Error::new(ErrorKind::Decode, format!("the answer has another shape than documented: no {list}"));
    if payload.get(list).is_none() && payload.get("TotalCount").is_none() {
        return Err(bad());
    }
    serde_json::from_value(payload).map_err(|error| bad().with_source(error))
}
