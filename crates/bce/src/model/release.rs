//! Result of a release.

use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::record;

record! {
    /// Resources that a release of a prepaid instance removed, or failed to remove.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct ReleasedResources {
        "instanceId" => pub instance_id: Option<String>,
        "eip" => pub eip: Option<String>,
        "insnapIds" => pub insnap_ids: Vec<String>,
        "snapshotIds" => pub snapshot_ids: Vec<String>,
        "volumeIds" => pub volume_ids: Vec<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}
