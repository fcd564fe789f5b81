//! Result of a release.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;

/// Resources that a release of a prepaid instance removed, or failed to remove.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ReleasedResources {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub instance_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub eip: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub insnap_ids: Vec<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub snapshot_ids: Vec<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub volume_ids: Vec<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
