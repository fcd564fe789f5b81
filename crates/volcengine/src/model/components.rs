//! Components of an instance. A stop depends on none of them, so malformed ones are read as missing.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;

/// CPU topology of an instance.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct CpuOptions {
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub core_count: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub threads_per_core: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub topology_type: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Public IP address (EIP).
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct EipAddress {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub allocation_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub ip_address: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Network interface.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct NetworkInterface {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub network_interface_id: Option<String>,
    /// Kind of the interface: `primary` or `secondary`.
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
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Cloud disk.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Volume {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub volume_id: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Local disks of the host. Instances with local disks can't be stopped with `StopCharging`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct LocalVolume {
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub count: Option<i64>,
    /// Size of each disk in GiB.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub size: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub volume_type: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Interface of the RDMA network of a cluster.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
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
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Placement of an instance on hosts.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Placement {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub affinity: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub dedicated_host_cluster_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub dedicated_host_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub tenancy: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Access of the instance to its metadata service.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct MetadataOptions {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub http_tokens: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Tag of a resource.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Tag {
    #[serde(deserialize_with = "text_or_empty")]
    pub key: String,
    #[serde(deserialize_with = "text_or_empty")]
    pub value: String,
}

/// Reads a text; a missing or malformed one becomes empty.
fn text_or_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(lenient::lossy::string(deserializer)?.unwrap_or_default())
}
