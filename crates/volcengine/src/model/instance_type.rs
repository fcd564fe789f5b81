//! Instance types, with their GPUs.
//!
//! <https://docs.byteplus.com/en/docs/ecs/DescribeInstanceTypes>

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::{lenient, lifecycle};

use super::components::LocalVolume;

/// Instance type as the vendor returns it. All fields are optional; unknown fields are kept in `extra`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names; misleading ones are documented")]
pub struct InstanceType {
    /// Name of the type, such as `ecs.gni3cl.5xlarge`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub instance_type_id: Option<String>,
    /// Family of the type, such as `ecs.gni3cl`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub instance_type_family: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub processor: Option<Processor>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub memory: Option<Memory>,
    /// GPUs; missing or without devices for types without GPUs.
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
    /// CPU credits that a burstable type earns permanently.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub baseline_credit: Option<i64>,
    /// CPU credits that a burstable type has at its start.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub initial_credit: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub is_support_jumbo_frame: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub is_support_affinity_group: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub affinity_group_sizes: Vec<i64>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl InstanceType {
    /// Returns the GPUs of this type, or `None` if it has none. GPUs of different models are counted
    /// together, with all their names joined by ` + `.
    pub fn gpu(&self) -> Option<lifecycle::Gpu> {
        let devices = &self.gpu.as_ref()?.gpu_devices;
        let mut names: Vec<_> = devices.iter().filter_map(|device| device.product_name.clone()).collect();
        names.dedup();
        let count: i64 = devices.iter().filter_map(|device| device.count).sum();
        let gpu = lifecycle::Gpu { kind: names.join(" + "), count: u32::try_from(count).unwrap_or(0) };
        (gpu.count > 0 || !gpu.kind.is_empty()).then_some(gpu)
    }
}

/// Processors of an instance type.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names; misleading ones are documented")]
pub struct Processor {
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub cpus: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub model: Option<String>,
    /// Base frequency in GHz.
    #[serde(deserialize_with = "lenient::lossy::float")]
    pub base_frequency: Option<f64>,
    /// Turbo frequency in GHz.
    #[serde(deserialize_with = "lenient::lossy::float")]
    pub turbo_frequency: Option<f64>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Amount of memory, of an instance or of a GPU.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Memory {
    /// Size in MiB.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub size: Option<i64>,
    /// Encrypted part in MiB.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub encrypted_size: Option<i64>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// GPUs of an instance type.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct GpuInfo {
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub gpu_devices: Vec<GpuDevice>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// GPUs of one model.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names; misleading ones are documented")]
pub struct GpuDevice {
    /// Model, such as `NVIDIA-A10`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub product_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub count: Option<i64>,
    /// Memory of each GPU.
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub memory: Option<Memory>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// RDMA network of an instance type.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Rdma {
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub rdma_network_interfaces: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub rdma_product_name: Option<String>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Network of an instance type.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
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

/// Disks that an instance type supports.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct VolumeInfo {
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub maximum_count: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub supported_volume_types: Vec<String>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
