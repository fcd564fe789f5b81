//! [`InstancePage`]: one page of a list of instances.

use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::{lenient, record};

use super::instance::Instance;

record! {
    /// Page of a list of instances.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct InstancePage {
        /// Marker of this page.
        "marker" => pub marker: Option<String>,
        /// True if there is a next page.
        "isTruncated" => pub is_truncated: Option<bool> as lenient::parse_bool,
        /// Marker of the next page; missing on the last page.
        "nextMarker" => pub next_marker: Option<String> as lenient::parse_page_token,
        /// Maximum page size.
        "maxKeys" => pub max_keys: Option<i64>,
        /// Instances on this page.
        "instances" => pub instances: Vec<Instance> as lenient::parse_list,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl InstancePage {
    /// Returns the marker of the next page; `None` on the last page.
    pub fn next(&self) -> Option<String> {
        let marker = self.next_marker.as_ref().filter(|marker| !marker.is_empty());
        marker.filter(|_| self.is_truncated != Some(false)).cloned()
    }
}
