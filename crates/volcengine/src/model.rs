//! Objects of the ECS API. <https://docs.byteplus.com/en/docs/ecs/DescribeInstances>

mod acknowledgement;
mod components;
mod instance_type;
mod location;
mod task;
mod time;

pub(crate) use acknowledgement::check_dry_run;
pub use acknowledgement::{Acknowledged, BatchOutput, OperationDetail};
pub use components::{
    CpuOptions, EipAddress, LocalVolume, MetadataOptions, NetworkInterface, Placement, RdmaNetworkInterface,
    Tag, Volume,
};
pub use instance_type::{GpuDevice, GpuInfo, InstanceType, Memory, NetworkInfo, Processor, Rdma, VolumeInfo};
pub use location::{Region, Zone};
pub use task::{Task, TaskStatus, TaskType};

use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::{UnixTime, lenient, record, unknown_tolerant_enum};

use time::parse_time;

unknown_tolerant_enum! {
    /// State of an instance; unknown states are preserved.
    pub enum InstanceStatus {
        Creating = "CREATING" => Changing,
        Running = "RUNNING" => Running,
        Stopping = "STOPPING" => Stopping,
        Stopped = "STOPPED" => Stopped,
        Rebooting = "REBOOTING" => Changing,
        Starting = "STARTING" => Changing,
        Rebuilding = "REBUILDING" => Changing,
        Resizing = "RESIZING" => Changing,
        Error = "ERROR" => Unstoppable,
        Deleting = "DELETING" => Deleting,
    }
}

unknown_tolerant_enum! {
    /// Billing of an instance while it is stopped.
    pub enum StoppedMode {
        /// Everything is charged as if the instance were running; its resources stay reserved. The
        /// vendor's usual default.
        KeepCharging = "KeepCharging",
        /// Only disks and public addresses are charged. CPU, memory and GPUs are released, so a later
        /// start may fail for lack of capacity. Pay-as-you-go instances only; not for bare metal or
        /// local disks; the vendor must have enabled it for the account.
        StopCharging = "StopCharging",
    }
}

record! {
    /// Instance as the vendor returns it. All fields are optional; unknown fields are kept in `extra`.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct Instance {
        "InstanceId" => pub instance_id: Option<String> as lenient::parse_string,
        "InstanceName" => pub instance_name: Option<String>,
        "Description" => pub description: Option<String>,
        "Status" => pub status: Option<InstanceStatus> as lenient::parse_enum,
        /// Billing of the stop; empty or missing while the instance is not stopped.
        "StoppedMode" => pub stopped_mode: Option<StoppedMode> as lenient::parse_enum,
        "ZoneId" => pub zone_id: Option<String>,
        "VpcId" => pub vpc_id: Option<String>,
        "ImageId" => pub image_id: Option<String>,
        "OsName" => pub os_name: Option<String>,
        "OsType" => pub os_type: Option<String>,
        /// Host name inside the machine, sent as `Hostname`.
        "Hostname" => pub hostname: Option<String>,
        /// Host name inside the machine, sent as `HostName`.
        "HostName" => pub host_name: Option<String>,
        /// Instance type, such as `ecs.gni3cl.5xlarge`. It determines the GPUs, which are not listed here.
        "InstanceTypeId" => pub instance_type_id: Option<String>,
        "Cpus" => pub cpus: Option<i64>,
        /// Memory in MiB.
        "MemorySize" => pub memory_size: Option<i64>,
        "CpuOptions" => pub cpu_options: Option<CpuOptions>,
        /// Charge type: `PostPaid` or `PrePaid`.
        "InstanceChargeType" => pub instance_charge_type: Option<String>,
        /// Spot strategy: `NoSpot`, or the pricing strategy of a spot instance.
        "SpotStrategy" => pub spot_strategy: Option<String>,
        "SpotPriceLimit" => pub spot_price_limit: Option<f64>,
        "ElasticScheduledInstanceType" => pub elastic_scheduled_instance_type: Option<String>,
        "ScheduledInstanceId" => pub scheduled_instance_id: Option<String>,
        /// Creation time, RFC 3339 with an offset; see [`created`](Self::created).
        "CreatedAt" => pub created_at: Option<String>,
        /// Time of the last change, RFC 3339 with an offset; see [`updated`](Self::updated).
        "UpdatedAt" => pub updated_at: Option<String>,
        /// Expiry of a prepaid instance, RFC 3339 with an offset; see [`expired`](Self::expired).
        "ExpiredAt" => pub expired_at: Option<String>,
        "KeyPairId" => pub key_pair_id: Option<String>,
        "KeyPairName" => pub key_pair_name: Option<String>,
        "EipAddress" => pub eip_address: Option<EipAddress>,
        "NetworkInterfaces" => pub network_interfaces: Vec<NetworkInterface>,
        "Volumes" => pub volumes: Vec<Volume>,
        "LocalVolumes" => pub local_volumes: Vec<LocalVolume>,
        "RdmaIpAddresses" => pub rdma_ip_addresses: Vec<String>,
        "RdmaNetworkInterfaceDetails" => pub rdma_network_interface_details: Vec<RdmaNetworkInterface>,
        "HpcClusterId" => pub hpc_cluster_id: Option<String>,
        "DeploymentSetId" => pub deployment_set_id: Option<String>,
        "DeploymentSetGroupNumber" => pub deployment_set_group_number: Option<i64>,
        "AffinityGroupId" => pub affinity_group_id: Option<String>,
        "Placement" => pub placement: Option<Placement>,
        "MetadataOptions" => pub metadata_options: Option<MetadataOptions>,
        "Tags" => pub tags: Vec<Tag>,
        "ProjectName" => pub project_name: Option<String>,
        "Uuid" => pub uuid: Option<String>,
        "DeletionProtection" => pub deletion_protection: Option<bool>,
        "EnableJumboFrame" => pub enable_jumbo_frame: Option<bool>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl Instance {
    /// Returns [`created_at`](Self::created_at) as a time.
    pub fn created(&self) -> Option<UnixTime> {
        parse_time(self.created_at.as_deref())
    }

    /// Returns [`updated_at`](Self::updated_at) as a time.
    pub fn updated(&self) -> Option<UnixTime> {
        parse_time(self.updated_at.as_deref())
    }

    /// Returns [`expired_at`](Self::expired_at) as a time.
    pub fn expired(&self) -> Option<UnixTime> {
        parse_time(self.expired_at.as_deref())
    }

    /// Returns true if the instance is prepaid.
    pub fn is_prepaid(&self) -> bool {
        self.instance_charge_type.as_deref() == Some("PrePaid")
    }

    /// Returns true if a stop ends the charges for compute, and `None` if that is unknown.
    ///
    /// A stopped instance reports its billing in `stopped_mode`. For any other instance only the
    /// obstacles are known: a prepaid instance, or one with local disks, is charged in any case.
    /// Otherwise the account's default decides, and the API does not return that default.
    pub fn stop_releases_compute(&self) -> Option<bool> {
        match &self.stopped_mode {
            _ if self.is_prepaid() || !self.local_volumes.is_empty() => Some(false),
            Some(StoppedMode::StopCharging) => Some(true),
            Some(StoppedMode::KeepCharging) => Some(false),
            _ => None,
        }
    }

    /// Returns true for a spot instance.
    pub fn is_spot(&self) -> bool {
        self.spot_strategy.as_deref().is_some_and(|strategy| !strategy.is_empty() && strategy != "NoSpot")
    }
}
