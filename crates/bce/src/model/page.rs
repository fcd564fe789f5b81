//! [`InstancePage`]: one page of a list of instances.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;

use super::instance::Instance;

/// One page of a list.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
pub struct InstancePage {
    /// Where this page starts.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub marker: Option<String>,
    /// Whether there is a next page.
    #[serde(deserialize_with = "lenient::parse_bool")]
    pub is_truncated: Option<bool>,
    /// Where the next page starts; absent on the last one.
    #[serde(deserialize_with = "lenient::parse_string")]
    pub next_marker: Option<String>,
    /// How many instances a page holds at most.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub max_keys: Option<i64>,
    /// The instances.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub instances: Vec<Instance>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl InstancePage {
    /// The marker to ask for the next page with; `None` on the last one.
    pub fn next(&self) -> Option<String> {
        let marker = self.next_marker.as_ref().filter(|marker| !marker.is_empty());
        marker.filter(|_| self.is_truncated != Some(false)).cloned()
    }
}
