//! What belongs to an instance. Nothing a stop depends on: what has another shape reads as nothing.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;

/// The shape of a processor.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct CpuOptions {
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub core_count: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub threads_per_core: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub topology_type: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A public address.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct EipAddress {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub allocation_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub ip_address: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A network interface.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct NetworkInterface {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub network_interface_id: Option<String>,
    /// `primary` or `secondary`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub r#type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub primary_ip_address: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub ipv6_addresses: Vec<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub mac_address: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub security_group_ids: Vec<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub subnet_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub vpc_id: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A disk.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct Volume {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub volume_id: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Disks in the machine itself; with these `StopCharging` is refused.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct LocalVolume {
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub count: Option<i64>,
    /// In GiB.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub size: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub volume_type: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An interface of the cluster's fast network.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct RdmaNetworkInterface {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub gateway: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub ip: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub mask: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub switch_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub switch_port: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Where it runs.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct Placement {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub affinity: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub dedicated_host_cluster_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub dedicated_host_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub tenancy: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// How the machine reads its metadata.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct MetadataOptions {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub http_tokens: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A label.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct Tag {
    #[serde(deserialize_with = "text_or_empty")]
    pub key: String,
    #[serde(deserialize_with = "text_or_empty")]
    pub value: String,
}

/// A label without a value has an empty one.
fn text_or_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(lenient::lossy::string(deserializer)?.unwrap_or_default())
}
