//! Regions and zones.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;

/// A region. <https://www.volcengine.com/docs/6396/1053194>
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Region {
    /// Such as `cn-beijing`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub region_id: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A zone of the client's region. <https://www.volcengine.com/docs/6396/120518>
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Zone {
    /// Such as `cn-beijing-a`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub zone_id: Option<String>,
    /// The instance types there; the vendor's SDK has this field, its page does not.
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub instance_types: Vec<String>,
    /// The kinds of disks there; the same holds.
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub volume_types: Vec<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
