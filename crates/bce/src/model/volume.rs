//! [`Volume`]: a cloud disk.

use serde::{Deserializer, Serialize};
use serde_json::{Map, Value};
use tingji_core::{Secret, UnixTime, lenient, record};

use super::components::{Attachment, Tag};
use super::time::parse_time;

record! {
    /// Cloud disk (CDS) as the vendor returns it.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct Volume {
        "id" => pub id: Option<String>,
        "name" => pub name: Option<String>,
        "desc" => pub desc: Option<String>,
        #[serde(rename = "type")]
        "type" => pub kind: Option<String>,
        "storageType" => pub storage_type: Option<String>,
        "status" => pub status: Option<String>,
        #[serde(rename = "diskSizeInGB")]
        "diskSizeInGB" => pub disk_size_in_gb: Option<i64>,
        "isSystemVolume" => pub is_system_volume: Option<bool>,
        "paymentTiming" => pub payment_timing: Option<String>,
        "createTime" => pub create_time: Option<String>,
        "expireTime" => pub expire_time: Option<String>,
        "regionId" => pub region_id: Option<String>,
        "zoneName" => pub zone_name: Option<String>,
        "sourceSnapshotId" => pub source_snapshot_id: Option<String>,
        "snapshotNum" => pub snapshot_num: Option<String>,
        "encrypted" => pub encrypted: Option<bool>,
        "attachments" => pub attachments: Vec<Attachment>,
        "tags" => pub tags: Vec<Tag>,
        /// Id of the disk, under the name used in instances.
        "volumeId" => pub volume_id: Option<String>,
        "diskCategory" => pub disk_category: Option<String>,
        "productCategory" => pub product_category: Option<String>,
        "description" => pub description: Option<String>,
        /// Additional performance, on top of that of the disk's size.
        "cdsExtraIo" => pub cds_extra_io: Option<i64>,
        "failureStatus" => pub failure_status: Option<String>,
        "shareSnapshotId" => pub share_snapshot_id: Option<String>,
        "enableDeleteProtection" => pub enable_delete_protection: Option<bool>,
        "ebcDiskSize" => pub ebc_disk_size: Option<i64>,
        "enableAutoRenew" => pub enable_auto_renew: Option<bool>,
        "autoRenewTime" => pub auto_renew_time: Option<i64>,
        "clusterId" => pub cluster_id: Option<String>,
        "resGroupInfos" => pub res_group_infos: Vec<Value>,
        "autoSnapshotPolicy" => pub auto_snapshot_policy: Option<Map<String, Value>>,
        "autoSnapshotPolicyInfos" => pub auto_snapshot_policy_infos: Vec<Value>,
        /// Encryption key of the disk. It is never serialized.
        #[serde(skip_serializing)]
        "encryptKey" => pub encrypt_key: Option<Secret> as secret,
        "encryptKeySpec" => pub encrypt_key_spec: Option<String>,
        /// True if the disk is deleted together with the instance; only for postpaid data disks.
        "deleteWithInstance" => pub delete_with_instance: Option<bool>,
        "deleteAutoSnapshot" => pub delete_auto_snapshot: Option<bool>,
        "multiAttach" => pub multi_attach: Option<bool>,
        "multiAttachInfos" => pub multi_attach_infos: Vec<Value>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl Volume {
    /// Returns `createTime` as a time.
    pub fn created_at(&self) -> Option<UnixTime> {
        parse_time(self.create_time.as_ref())
    }

    /// Returns `expireTime` as a time: the end of the prepaid period.
    pub fn expires_at(&self) -> Option<UnixTime> {
        parse_time(self.expire_time.as_ref())
    }
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(lenient::lossy::string(deserializer)?.map(Secret::from))
}
