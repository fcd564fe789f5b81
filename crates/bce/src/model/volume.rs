//! [`Volume`]: a cloud disk.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use tingji_core::{Secret, lenient};

use super::components::{Attachment, Tag};
use super::time::parse_time;

/// Cloud disk (CDS) as the vendor returns it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Volume {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub desc: Option<String>,
    #[serde(rename = "type", deserialize_with = "lenient::lossy::string")]
    pub kind: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub storage_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub status: Option<String>,
    #[serde(rename = "diskSizeInGB", deserialize_with = "lenient::lossy::int")]
    pub disk_size_in_gb: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub is_system_volume: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub payment_timing: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub create_time: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub expire_time: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub region_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub zone_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub source_snapshot_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub snapshot_num: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub encrypted: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub attachments: Vec<Attachment>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub tags: Vec<Tag>,
    /// Id of the disk, under the name used in instances.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub volume_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub disk_category: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub product_category: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub description: Option<String>,
    /// Additional performance, on top of that of the disk's size.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub cds_extra_io: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub failure_status: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub share_snapshot_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub enable_delete_protection: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub ebc_disk_size: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub enable_auto_renew: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub auto_renew_time: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub cluster_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub res_group_infos: Vec<Value>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub auto_snapshot_policy: Option<Map<String, Value>>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub auto_snapshot_policy_infos: Vec<Value>,
    /// Encryption key of the disk. It is never serialized.
    #[serde(skip_serializing, deserialize_with = "secret")]
    pub encrypt_key: Option<Secret>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub encrypt_key_spec: Option<String>,
    /// True if the disk is deleted together with the instance; only for postpaid data disks.
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub delete_with_instance: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub delete_auto_snapshot: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub multi_attach: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub multi_attach_infos: Vec<Value>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Volume {
    /// Returns `createTime` as a time.
    pub fn created_at(&self) -> Option<Timestamp> {
        parse_time(self.create_time.as_ref())
    }

    /// Returns `expireTime` as a time: the end of the prepaid period.
    pub fn expires_at(&self) -> Option<Timestamp> {
        parse_time(self.expire_time.as_ref())
    }
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(lenient::lossy::string(deserializer)?.map(Secret::from))
}
