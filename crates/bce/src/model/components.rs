//! Components of an instance. A stop depends on none of them, so malformed ones are read as missing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;

use super::time::parse_time;

/// Tag of an instance.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Tag {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub tag_key: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub tag_value: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Tag {
    /// Returns key and value; `None` without a key.
    pub(crate) fn pair(&self) -> Option<(String, String)> {
        Some((self.tag_key.clone()?, self.tag_value.clone().unwrap_or_default()))
    }
}

/// Position of an RDMA network card in the network.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct RdmaNicTopo {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub rdma_ip: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub rdma_mac: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub rdma_gateway: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub switch_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub switch_port: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Deployment set: a group of instances on different hosts.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct DeploySet {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub strategy: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub desc: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub deployset_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub concurrency: Option<i64>,
    /// Usage of the set in each zone. The misspelling is the vendor's.
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub az_intstance_statis_list: Vec<Value>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Primary network interface of an instance.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct NicInfo {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub eni_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub eni_uuid: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub name: Option<String>,
    #[serde(rename = "type", deserialize_with = "lenient::lossy::string")]
    pub kind: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub status: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub mac_address: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub device_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub vpc_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub subnet_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub subnet_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub az: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub description: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub created_time: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub eni_num: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub eri_num: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub eri_infos: Vec<Value>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub eni_infos: Vec<Value>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub security_groups: Vec<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub enterprise_security_groups: Vec<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub ipv6s: Vec<NicIp>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub ips: Vec<NicIp>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl NicInfo {
    /// Returns `createdTime` as a time.
    pub fn created_at(&self) -> Option<Timestamp> {
        parse_time(self.created_time.as_ref())
    }
}

/// IP address of a network interface.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct NicIp {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub private_ip: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub eip: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub eip_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub eip_allocation_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub eip_group_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub eip_size: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub eip_status: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub eip_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub primary: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Attachment of a disk to an instance.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Attachment {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub volume_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub instance_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub device: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub serial: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
