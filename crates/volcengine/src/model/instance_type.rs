//! What the vendor says of an instance type, graphics cards among it.
//!
//! <https://docs.byteplus.com/en/docs/ecs/DescribeInstanceTypes>

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::{lenient, lifecycle};

use super::components::LocalVolume;

/// An instance type. Every field may be missing; what is not listed is in `extra`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct InstanceType {
    /// Such as `ecs.gni3cl.5xlarge`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub instance_type_id: Option<String>,
    /// Such as `ecs.gni3cl`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub instance_type_family: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub processor: Option<Processor>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub memory: Option<Memory>,
    /// Missing, or without devices, for types without graphics cards.
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub gpu: Option<GpuInfo>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub rdma: Option<Rdma>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub network: Option<NetworkInfo>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub volume: Option<VolumeInfo>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub local_volumes: Vec<LocalVolume>,
    /// Of burstable types: what it may use on and on.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub baseline_credit: Option<i64>,
    /// Of burstable types: what it starts with.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub initial_credit: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub is_support_jumbo_frame: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub is_support_affinity_group: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub affinity_group_sizes: Vec<i64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl InstanceType {
    /// Its graphics cards; `None` for none. GpuCatalog of several names are counted together under all
    /// of the names.
    pub fn gpu(&self) -> Option<lifecycle::Gpu> {
        let devices = &self.gpu.as_ref()?.gpu_devices;
        let mut names: Vec<_> = devices.iter().filter_map(|device| device.product_name.clone()).collect();
        names.dedup();
        let count: i64 = devices.iter().filter_map(|device| device.count).sum();
        let gpu = lifecycle::Gpu { kind: names.join(" + "), count: u32::try_from(count).unwrap_or(0) };
        (gpu.count > 0 || !gpu.kind.is_empty()).then_some(gpu)
    }
}

/// The processors of a type.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct Processor {
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub cpus: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub model: Option<String>,
    /// In GHz.
    #[serde(deserialize_with = "lenient::lossy::float")]
    pub base_frequency: Option<f64>,
    /// In GHz.
    #[serde(deserialize_with = "lenient::lossy::float")]
    pub turbo_frequency: Option<f64>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An amount of memory, of the machine or of a card.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Memory {
    /// In MiB.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub size: Option<i64>,
    /// How much of it is encrypted, in MiB.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub encrypted_size: Option<i64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The graphics cards of a type.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct GpuInfo {
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub gpu_devices: Vec<GpuDevice>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Graphics cards of one name.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct GpuDevice {
    /// Such as `NVIDIA-A10`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub product_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub count: Option<i64>,
    /// Of one card.
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub memory: Option<Memory>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The fast network of a type.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct Rdma {
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub rdma_network_interfaces: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub rdma_product_name: Option<String>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The network of a type.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct NetworkInfo {
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub baseline_bandwidth_mbps: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub maximum_bandwidth_mbps: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub maximum_throughput_kpps: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub maximum_network_interfaces: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub maximum_private_ipv4_addresses_per_network_interface: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub maximum_queues_per_network_interface: Option<i64>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The disks that a type takes.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct VolumeInfo {
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub maximum_count: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub supported_volume_types: Vec<String>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
