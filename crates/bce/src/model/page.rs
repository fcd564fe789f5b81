//! [`InstancePage`]: one page of a list of instances.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;

use super::instance::Instance;

/// Page of a list of instances.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
pub struct InstancePage {
    /// Marker of this page.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub marker: Option<String>,
    /// True if there is a next page.
    #[serde(deserialize_with = "lenient::parse_bool")]
    pub is_truncated: Option<bool>,
    /// Marker of the next page; missing on the last page.
    #[serde(deserialize_with = "lenient::parse_string")]
    pub next_marker: Option<String>,
    /// Maximum page size.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub max_keys: Option<i64>,
    /// Instances on this page.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub instances: Vec<Instance>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl InstancePage {
    /// Returns the marker of the next page; `None` on the last page.
    pub fn next(&self) -> Option<String> {
        let marker = self.next_marker.as_ref().filter(|marker| !marker.is_empty());
        marker.filter(|_| self.is_truncated != Some(false)).cloned()
    }
}
