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

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::{lenient, unknown_tolerant_enum};

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

/// Instance as the vendor returns it. All fields are optional; unknown fields are kept in `extra`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names; misleading ones are documented")]
pub struct Instance {
    #[serde(deserialize_with = "lenient::parse_string")]
    pub instance_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub instance_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub description: Option<String>,
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub status: Option<InstanceStatus>,
    /// Billing of the stop; empty or missing while the instance is not stopped.
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub stopped_mode: Option<StoppedMode>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub zone_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub vpc_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub image_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub os_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub os_type: Option<String>,
    /// Host name inside the machine, sent as `Hostname`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub hostname: Option<String>,
    /// Host name inside the machine, sent as `HostName`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub host_name: Option<String>,
    /// Instance type, such as `ecs.gni3cl.5xlarge`. It determines the GPUs, which are not listed here.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub instance_type_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub cpus: Option<i64>,
    /// Memory in MiB.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub memory_size: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub cpu_options: Option<CpuOptions>,
    /// Charge type: `PostPaid` or `PrePaid`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub instance_charge_type: Option<String>,
    /// Spot strategy: `NoSpot`, or the pricing strategy of a spot instance.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub spot_strategy: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::float")]
    pub spot_price_limit: Option<f64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub elastic_scheduled_instance_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub scheduled_instance_id: Option<String>,
    /// Creation time, RFC 3339 with an offset; see [`created`](Self::created).
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub created_at: Option<String>,
    /// Time of the last change, RFC 3339 with an offset; see [`updated`](Self::updated).
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub updated_at: Option<String>,
    /// Expiry of a prepaid instance, RFC 3339 with an offset; see [`expired`](Self::expired).
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub expired_at: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub key_pair_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub key_pair_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub eip_address: Option<EipAddress>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub network_interfaces: Vec<NetworkInterface>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub volumes: Vec<Volume>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub local_volumes: Vec<LocalVolume>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub rdma_ip_addresses: Vec<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub rdma_network_interface_details: Vec<RdmaNetworkInterface>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub hpc_cluster_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub deployment_set_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub deployment_set_group_number: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub affinity_group_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub placement: Option<Placement>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub metadata_options: Option<MetadataOptions>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub tags: Vec<Tag>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub project_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub uuid: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub deletion_protection: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub enable_jumbo_frame: Option<bool>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Instance {
    /// Returns [`created_at`](Self::created_at) as a time.
    pub fn created(&self) -> Option<jiff::Timestamp> {
        parse_time(self.created_at.as_deref())
    }

    /// Returns [`updated_at`](Self::updated_at) as a time.
    pub fn updated(&self) -> Option<jiff::Timestamp> {
        parse_time(self.updated_at.as_deref())
    }

    /// Returns [`expired_at`](Self::expired_at) as a time.
    pub fn expired(&self) -> Option<jiff::Timestamp> {
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
