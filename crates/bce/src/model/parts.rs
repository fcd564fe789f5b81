//! What belongs to an instance. Nothing a stop depends on: what has another shape reads as nothing.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;

/// A label on an instance.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct Tag {
    pub tag_key: String,
    pub tag_value: String,
}

/// A deployment set: instances that are kept apart.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct DeploySet {
    #[serde(deserialize_with = "lenient::soft::text")]
    pub strategy: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub desc: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub deployset_id: Option<String>,
    #[serde(deserialize_with = "lenient::soft::int")]
    pub concurrency: Option<i64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Its first network interface.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct NicInfo {
    #[serde(deserialize_with = "lenient::soft::text")]
    pub eni_id: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub eni_uuid: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub name: Option<String>,
    #[serde(rename = "type", deserialize_with = "lenient::soft::text")]
    pub kind: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub status: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub mac_address: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub device_id: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub vpc_id: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub subnet_id: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub subnet_type: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub az: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub description: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub created_time: Option<String>,
    #[serde(deserialize_with = "lenient::soft::int")]
    pub eni_num: Option<i64>,
    #[serde(deserialize_with = "lenient::soft::int")]
    pub eri_num: Option<i64>,
    #[serde(deserialize_with = "lenient::soft::many")]
    pub eri_infos: Vec<Value>,
    #[serde(deserialize_with = "lenient::soft::many")]
    pub security_groups: Vec<String>,
    #[serde(deserialize_with = "lenient::soft::many")]
    pub ips: Vec<NicIp>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An address of a network interface.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct NicIp {
    #[serde(deserialize_with = "lenient::soft::text")]
    pub private_ip: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub eip: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub eip_id: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub eip_size: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub eip_status: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub eip_type: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub primary: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A disk.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct Volume {
    #[serde(deserialize_with = "lenient::soft::text")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub desc: Option<String>,
    #[serde(rename = "type", deserialize_with = "lenient::soft::text")]
    pub kind: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub storage_type: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub status: Option<String>,
    #[serde(rename = "diskSizeInGB", deserialize_with = "lenient::soft::int")]
    pub disk_size_in_gb: Option<i64>,
    #[serde(deserialize_with = "lenient::soft::flag")]
    pub is_system_volume: Option<bool>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub payment_timing: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub create_time: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub expire_time: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub region_id: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub zone_name: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub source_snapshot_id: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub snapshot_num: Option<String>,
    #[serde(deserialize_with = "lenient::soft::flag")]
    pub encrypted: Option<bool>,
    #[serde(deserialize_with = "lenient::soft::many")]
    pub attachments: Vec<Attachment>,
    #[serde(deserialize_with = "lenient::soft::many")]
    pub tags: Vec<Tag>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Where a disk is attached.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct Attachment {
    #[serde(deserialize_with = "lenient::soft::text")]
    pub volume_id: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub instance_id: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub device: Option<String>,
    #[serde(deserialize_with = "lenient::soft::text")]
    pub serial: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
