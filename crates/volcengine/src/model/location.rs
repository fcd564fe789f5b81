//! Regions and zones.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;

/// A region. <https://www.volcengine.com/docs/6396/1053194>
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Region {
    /// Id of the region, such as `cn-beijing`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub region_id: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A zone of the client's region. <https://www.volcengine.com/docs/6396/120518>
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Zone {
    /// Id of the zone, such as `cn-beijing-a`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub zone_id: Option<String>,
    /// Instance types in this zone. Undocumented; the vendor's SDK has this field.
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub instance_types: Vec<String>,
    /// Disk types in this zone. Undocumented; the vendor's SDK has this field.
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub volume_types: Vec<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
