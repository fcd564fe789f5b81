//! Regions and zones.

use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::record;

record! {
    /// A region. <https://www.volcengine.com/docs/6396/1053194>
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct Region {
        /// Id of the region, such as `cn-beijing`.
        "RegionId" => pub region_id: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// A zone of the client's region. <https://www.volcengine.com/docs/6396/120518>
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct Zone {
        /// Id of the zone, such as `cn-beijing-a`.
        "ZoneId" => pub zone_id: Option<String>,
        /// Instance types in this zone. Undocumented; the vendor's SDK has this field.
        "InstanceTypes" => pub instance_types: Vec<String>,
        /// Disk types in this zone. Undocumented; the vendor's SDK has this field.
        "VolumeTypes" => pub volume_types: Vec<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}
