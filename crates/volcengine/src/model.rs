//! What the vendor says of an instance. <https://docs.byteplus.com/en/docs/ecs/DescribeInstances>

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
    /// A state of an instance; unknown ones are kept.
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
    /// What is charged while an instance is stopped.
    pub enum StoppedMode {
        /// Everything, as if it were running; its resources are kept. The vendor's usual default.
        KeepCharging = "KeepCharging",
        /// Disks and public addresses only; CPU, memory and graphics cards are given back, so that a
        /// later start may find none left. Pay-as-you-go instances only, no bare metal, no local
        /// disks, and the account must have been admitted.
        StopCharging = "StopCharging",
    }
}

/// An instance. Every field may be missing; what is not listed is in `extra`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct Instance {
    #[serde(deserialize_with = "lenient::parse_string")]
    pub instance_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub instance_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub description: Option<String>,
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub status: Option<InstanceStatus>,
    /// How it was stopped; empty or missing while it is not.
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
    /// The name inside the machine, as `Hostname`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub hostname: Option<String>,
    /// The same again, as `HostName`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub host_name: Option<String>,
    /// The type, such as `ecs.gni3cl.5xlarge`. It decides on graphics cards, which are told nowhere here.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub instance_type_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub cpus: Option<i64>,
    /// In MiB.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub memory_size: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub cpu_options: Option<CpuOptions>,
    /// `PostPaid` or `PrePaid`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub instance_charge_type: Option<String>,
    /// `NoSpot`, or how the price of a spot instance is found.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub spot_strategy: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::float")]
    pub spot_price_limit: Option<f64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub elastic_scheduled_instance_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub scheduled_instance_id: Option<String>,
    /// RFC 3339 with an offset; see [`created`](Self::created).
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub created_at: Option<String>,
    /// RFC 3339 with an offset; see [`updated`](Self::updated).
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub updated_at: Option<String>,
    /// RFC 3339 with an offset; see [`expired`](Self::expired). Only prepaid instances have one.
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
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Instance {
    /// [`created_at`](Self::created_at) as a time.
    pub fn created(&self) -> Option<jiff::Timestamp> {
        parse_time(self.created_at.as_deref())
    }

    /// [`updated_at`](Self::updated_at) as a time.
    pub fn updated(&self) -> Option<jiff::Timestamp> {
        parse_time(self.updated_at.as_deref())
    }

    /// [`expired_at`](Self::expired_at) as a time.
    pub fn expired(&self) -> Option<jiff::Timestamp> {
        parse_time(self.expired_at.as_deref())
    }

    /// Whether it is paid for in advance.
    pub fn is_prepaid(&self) -> bool {
        self.instance_charge_type.as_deref() == Some("PrePaid")
    }

    /// What is charged on when it is stopped, as far as this instance tells.
    ///
    /// A stopped one tells how it was stopped. Of another one only the obstacles are known: paid in
    /// advance, or with local disks, a stop frees nothing. Otherwise the account's own default
    /// decides what a plain stop does, and the vendor does not tell it.
    pub fn stop_releases_compute(&self) -> Option<bool> {
        match &self.stopped_mode {
            _ if self.is_prepaid() || !self.local_volumes.is_empty() => Some(false),
            Some(StoppedMode::StopCharging) => Some(true),
            Some(StoppedMode::KeepCharging) => Some(false),
            _ => None,
        }
    }

    /// Whether it is a spot instance.
    pub fn is_spot(&self) -> bool {
        self.spot_strategy.as_deref().is_some_and(|strategy| !strategy.is_empty() && strategy != "NoSpot")
    }
}
