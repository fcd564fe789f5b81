//! [`Instance`]: an instance as the vendor returns it. <https://cloud.baidu.com/doc/BCC/s/6jwvyo0q2>

use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::lifecycle::Gpu;
use tingji_core::{UnixTime, lenient, record, unknown_tolerant_enum};

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

record! {
    /// Instance as the vendor returns it. All fields are optional; unknown fields are kept in `extra`.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct Instance {
        "id" => pub id: Option<String> as lenient::parse_string,
        "serialNumber" => pub serial_number: Option<String>,
        "name" => pub name: Option<String>,
        "hostname" => pub hostname: Option<String>,
        "roleName" => pub role_name: Option<String>,
        /// Family, such as `N5` or `G1`. It does not show whether the instance has a GPU.
        "instanceType" => pub instance_type: Option<String>,
        /// Flavor, such as `bcc.g4.c2m8`.
        "spec" => pub spec: Option<String>,
        "desc" => pub desc: Option<String>,
        "status" => pub status: Option<InstanceStatus> as lenient::parse_enum,
        "repairStatus" => pub repair_status: Option<String>,
        "chargeStatus" => pub charge_status: Option<String>,
        "displayChargeStatus" => pub display_charge_status: Option<String>,
        /// Charge type: `Postpaid`, `Prepaid` or `bid` (spot).
        "paymentTiming" => pub payment_timing: Option<String>,
        /// Creation time, ISO 8601 in UTC.
        "createTime" => pub create_time: Option<String>,
        /// Expiry of a prepaid instance, ISO 8601 in UTC.
        "expireTime" => pub expire_time: Option<String>,
        /// Scheduled release, ISO 8601 in UTC.
        "releaseTime" => pub release_time: Option<String>,
        "publicIp" => pub public_ip: Option<String>,
        "internalIp" => pub internal_ip: Option<String>,
        "cpuCount" => pub cpu_count: Option<i64>,
        #[serde(rename = "memoryCapacityInGB")]
        "memoryCapacityInGB" => pub memory_capacity_in_gb: Option<i64>,
        #[serde(rename = "localDiskSizeInGB")]
        "localDiskSizeInGB" => pub local_disk_size_in_gb: Option<i64>,
        "gpuCard" => pub gpu_card: Option<String>,
        "gpuVideoMemory" => pub gpu_video_memory: Option<String>,
        "fpgaCard" => pub fpga_card: Option<String>,
        /// Number of cards, sent as a string; `"0"` without cards.
        "cardCount" => pub card_count: Option<i64>,
        /// Model of the card of a heterogeneous instance, GPU or NPU.
        "isomerismCard" => pub isomerism_card: Option<String>,
        "npuVideoMemory" => pub npu_video_memory: Option<String>,
        "imageId" => pub image_id: Option<String>,
        "imageName" => pub image_name: Option<String>,
        "imageType" => pub image_type: Option<String>,
        "osName" => pub os_name: Option<String>,
        "osVersion" => pub os_version: Option<String>,
        "osArch" => pub os_arch: Option<String>,
        "networkCapacityInMbps" => pub network_capacity_in_mbps: Option<i64>,
        "placementPolicy" => pub placement_policy: Option<String>,
        "zoneName" => pub zone_name: Option<String>,
        "flavorSubType" => pub flavor_sub_type: Option<String>,
        "productCategory" => pub product_category: Option<String>,
        "subnetId" => pub subnet_id: Option<String>,
        "vpcId" => pub vpc_id: Option<String>,
        "autoRenew" => pub auto_renew: Option<bool>,
        "autoRenewPeriodUnit" => pub auto_renew_period_unit: Option<String>,
        "autoRenewPeriod" => pub auto_renew_period: Option<i64>,
        "keypairId" => pub keypair_id: Option<String>,
        "keypairName" => pub keypair_name: Option<String>,
        "dedicatedHostId" => pub dedicated_host_id: Option<String>,
        "tags" => pub tags: Vec<Tag>,
        "ipv6" => pub ipv6: Option<String>,
        "ipv6Addresses" | "Ipv6Addresses" => pub ipv6_addresses: Vec<String>,
        "eniQuota" => pub eni_quota: Option<i64>,
        "eriQuota" => pub eri_quota: Option<i64>,
        "eniNum" => pub eni_num: Option<i64>,
        "rdmaType" => pub rdma_type: Option<String>,
        "rdmaTypeApi" => pub rdma_type_api: Option<String>,
        #[serde(rename = "rdmaUnitID")]
        "rdmaUnitID" => pub rdma_unit_id: Option<String>,
        "rdmaPodName" => pub rdma_pod_name: Option<String>,
        /// Position in the RDMA network; only in lists that request it.
        "rdmaNicTopo" => pub rdma_nic_topo: Vec<RdmaNicTopo>,
        "switchId" => pub switch_id: Option<String>,
        "hostId" => pub host_id: Option<String>,
        "rackId" => pub rack_id: Option<String>,
        "deploysetId" => pub deployset_id: Option<String>,
        "deploysetList" => pub deployset_list: Vec<DeploySet>,
        "nicInfo" => pub nic_info: Option<NicInfo>,
        "volumes" => pub volumes: Vec<Volume>,
        /// Number of queues, sent as a string.
        "netEthQueueCount" => pub net_eth_queue_count: Option<i64>,
        /// Deletion protection: 1 if the instance is protected.
        "deletionProtection" => pub deletion_protection: Option<i64>,
        "enableJumboFrame" => pub enable_jumbo_frame: Option<bool>,
        "isEipAutoRelatedDelete" => pub is_eip_auto_related_delete: Option<bool>,
        "ehcClusterId" => pub ehc_cluster_id: Option<String>,
        "createdFrom" => pub created_from: Option<String>,
        "application" => pub application: Option<String>,
        "resGroupInfos" => pub res_group_infos: Vec<Value>,
        "hosteyeType" => pub hosteye_type: Option<String>,
        "cpuThreadConfig" => pub cpu_thread_config: Option<String>,
        "numaConfig" => pub numa_config: Option<String>,
        "serviceComponents" => pub service_components: Option<Map<String, Value>>,
        "sourceProductId" => pub source_product_id: Option<String>,
        "sourceProductType" => pub source_product_type: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
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
    pub fn created_at(&self) -> Option<UnixTime> {
        parse_time(self.create_time.as_ref())
    }

    /// Returns `expireTime` as a time: the end of the prepaid period.
    pub fn expires_at(&self) -> Option<UnixTime> {
        parse_time(self.expire_time.as_ref())
    }

    /// Returns `releaseTime` as a time: the scheduled release of the instance with its data.
    pub fn releases_at(&self) -> Option<UnixTime> {
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
