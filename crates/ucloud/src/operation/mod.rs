//! The operations of UAI-Inference, one file each.

mod get_uai_service_list;
mod get_uai_srv_version_list;
mod stop_uai_service;

pub use get_uai_service_list::GetUAIServiceList;
pub use get_uai_srv_version_list::GetUAISrvVersionList;
pub use stop_uai_service::{StopUAIService, StopUAIServiceOutput};

use tingji_core::{InstanceId, Result};

/// So many rows a page holds if nothing else is said.
const LIMIT: u32 = 100;

/// An id that is one.
fn checked(id: &str) -> Result<String> {
    Ok(InstanceId::new(id, None)?.id().to_owned())
}
