//! The operations, one file each.

mod get_instance;
mod list_instances;
mod list_instances_by_ids;
mod stop_instance;

pub use get_instance::{GetInstance, GetInstanceOutput};
pub use list_instances::ListInstances;
pub use list_instances_by_ids::ListInstancesByIds;
pub use stop_instance::{StopInstance, StopInstanceOutput};

use tingji_core::{InstanceId, Result};

const JSON: &str = "application/json; charset=utf-8";

/// The path of an instance; the id is checked, so that it can't leave its segment.
fn path(id: &str) -> Result<String> {
    Ok(format!("/v2/instance/{}", InstanceId::new(id, None)?.id()))
}
