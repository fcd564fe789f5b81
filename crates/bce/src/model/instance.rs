//! [`Instance`]: an instance as the vendor returns it. <https://cloud.baidu.com/doc/BCC/s/6jwvyo0q2>

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lifecycle::Gpu;
use tingji_core::{lenient, unknown_tolerant_enum};

use super::components::{DeploySet, NicInfo, RdmaNicTopo, Tag};
use super::time::parse_time;
use super::volume::Volume;

unknown_tolerant_enum! {
    /// State of an instance; unknown states are preserved.
    pub enum InstanceStatus {
        Running = "Running" => Running,
        Starting = "Starting" => Changing,
        Stopping = "Stopping" => Stopping,
        Stopped = "Stopped" => Stopped,
        Deleted = "Deleted" => Deleted,
        Scaling = "Scaling" => Changing,
        Expired = "Expired" => Unstoppable,
        Error = "Error" => Unstoppable,
        SnapshotProcessing = "SnapshotProcessing" => Changing,
        ImageProcessing = "ImageProcessing" => Changing,
        ChangeVpc = "ChangeVpc" => Changing,
        ChangeSubnet = "ChangeSubnet" => Changing,
        Recycled = "Recycled" => Deleted,
        Recharging = "Recharging" => Changing,
        VolumeResizing = "VolumeResizing" => Changing,
        BillingChanging = "BillingChanging" => Changing,
        AttachingPort = "AttachingPort" => Changing,
        DetachingPort = "DetachingPort" => Changing,
        Moving = "Moving" => Changing,
    }
}

/// Instance as the vendor returns it. All fields are optional; unknown fields are kept in `extra`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names; misleading ones are documented")]
pub struct Instance {
    #[serde(deserialize_with = "lenient::parse_string")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub serial_number: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub hostname: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub role_name: Option<String>,
    /// Family, such as `N5` or `G1`. It does not show whether the instance has a GPU.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub instance_type: Option<String>,
    /// Flavor, such as `bcc.g4.c2m8`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub spec: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub desc: Option<String>,
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub status: Option<InstanceStatus>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub repair_status: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub charge_status: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub display_charge_status: Option<String>,
    /// Charge type: `Postpaid`, `Prepaid` or `bid` (spot).
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub payment_timing: Option<String>,
    /// Creation time, ISO 8601 in UTC.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub create_time: Option<String>,
    /// Expiry of a prepaid instance, ISO 8601 in UTC.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub expire_time: Option<String>,
    /// Scheduled release, ISO 8601 in UTC.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub release_time: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub public_ip: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub internal_ip: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub cpu_count: Option<i64>,
    #[serde(rename = "memoryCapacityInGB", deserialize_with = "lenient::lossy::int")]
    pub memory_capacity_in_gb: Option<i64>,
    #[serde(rename = "localDiskSizeInGB", deserialize_with = "lenient::lossy::int")]
    pub local_disk_size_in_gb: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub gpu_card: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub gpu_video_memory: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub fpga_card: Option<String>,
    /// Number of cards, sent as a string; `"0"` without cards.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub card_count: Option<i64>,
    /// Model of the card of a heterogeneous instance, GPU or NPU.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub isomerism_card: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub npu_video_memory: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub image_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub image_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub image_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub os_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub os_version: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub os_arch: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub network_capacity_in_mbps: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub placement_policy: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub zone_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub flavor_sub_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub product_category: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub subnet_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub vpc_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub auto_renew: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub auto_renew_period_unit: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub auto_renew_period: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub keypair_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub keypair_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub dedicated_host_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub tags: Vec<Tag>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub ipv6: Option<String>,
    #[serde(alias = "Ipv6Addresses", deserialize_with = "lenient::lossy::vec")]
    pub ipv6_addresses: Vec<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub eni_quota: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub eri_quota: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub eni_num: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub rdma_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub rdma_type_api: Option<String>,
    #[serde(rename = "rdmaUnitID", deserialize_with = "lenient::lossy::string")]
    pub rdma_unit_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub rdma_pod_name: Option<String>,
    /// Position in the RDMA network; only in lists that request it.
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub rdma_nic_topo: Vec<RdmaNicTopo>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub switch_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub host_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub rack_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub deployset_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub deployset_list: Vec<DeploySet>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub nic_info: Option<NicInfo>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub volumes: Vec<Volume>,
    /// Number of queues, sent as a string.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub net_eth_queue_count: Option<i64>,
    /// Deletion protection: 1 if the instance is protected.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub deletion_protection: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub enable_jumbo_frame: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub is_eip_auto_related_delete: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub ehc_cluster_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub created_from: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub application: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub res_group_infos: Vec<Value>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub hosteye_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub cpu_thread_config: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub numa_config: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub service_components: Option<Map<String, Value>>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub source_product_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub source_product_type: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Instance {
    /// Returns the model of the card, from whichever of the vendor's three fields has it.
    pub fn gpu_model(&self) -> Option<&str> {
        let kinds = [&self.gpu_card, &self.isomerism_card, &self.fpga_card];
        kinds.into_iter().flatten().map(String::as_str).find(|kind| !kind.is_empty())
    }

    /// Returns the GPUs, or `None` if there are none. A count of `"0"` means that there are none.
    pub fn gpu(&self) -> Option<Gpu> {
        let kind = self.gpu_model().unwrap_or_default().to_owned();
        match self.card_count {
            Some(count) if count > 0 => Some(Gpu { kind, count: u32::try_from(count).unwrap_or(u32::MAX) }),
            None if !kind.is_empty() => Some(Gpu { kind, count: 0 }),
            _ => None,
        }
    }

    /// Returns `createTime` as a time.
    pub fn created_at(&self) -> Option<Timestamp> {
        parse_time(self.create_time.as_ref())
    }

    /// Returns `expireTime` as a time: the end of the prepaid period.
    pub fn expires_at(&self) -> Option<Timestamp> {
        parse_time(self.expire_time.as_ref())
    }

    /// Returns `releaseTime` as a time: the scheduled release of the instance with its data.
    pub fn releases_at(&self) -> Option<Timestamp> {
        parse_time(self.release_time.as_ref())
    }

    /// Returns true if the instance is prepaid.
    pub fn is_prepaid(&self) -> bool {
        self.is_paid_by("Prepaid")
    }

    pub(crate) fn is_paid_by(&self, timing_text: &str) -> bool {
        self.payment_timing.as_deref().is_some_and(|timing| timing.eq_ignore_ascii_case(timing_text))
    }

    /// Returns true for a spot instance.
    pub fn is_spot(&self) -> bool {
        self.is_paid_by("bid")
    }
}
