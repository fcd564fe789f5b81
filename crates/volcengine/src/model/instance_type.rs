//! Instance types, with their GPUs.
//!
//! <https://docs.byteplus.com/en/docs/ecs/DescribeInstanceTypes>

use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::{lifecycle, record};

use super::components::LocalVolume;

record! {
    /// Instance type as the vendor returns it. All fields are optional; unknown fields are kept in `extra`.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct InstanceType {
        /// Name of the type, such as `ecs.gni3cl.5xlarge`.
        "InstanceTypeId" => pub instance_type_id: Option<String>,
        /// Family of the type, such as `ecs.gni3cl`.
        "InstanceTypeFamily" => pub instance_type_family: Option<String>,
        "Processor" => pub processor: Option<Processor>,
        "Memory" => pub memory: Option<Memory>,
        /// GPUs; missing or without devices for types without GPUs.
        "Gpu" => pub gpu: Option<GpuInfo>,
        "Rdma" => pub rdma: Option<Rdma>,
        "Network" => pub network: Option<NetworkInfo>,
        "Volume" => pub volume: Option<VolumeInfo>,
        "LocalVolumes" => pub local_volumes: Vec<LocalVolume>,
        /// CPU credits that a burstable type earns permanently.
        "BaselineCredit" => pub baseline_credit: Option<i64>,
        /// CPU credits that a burstable type has at its start.
        "InitialCredit" => pub initial_credit: Option<i64>,
        "IsSupportJumboFrame" => pub is_support_jumbo_frame: Option<bool>,
        "IsSupportAffinityGroup" => pub is_support_affinity_group: Option<bool>,
        "AffinityGroupSizes" => pub affinity_group_sizes: Vec<i64>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
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

record! {
    /// Processors of an instance type.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct Processor {
        "Cpus" => pub cpus: Option<i64>,
        "Model" => pub model: Option<String>,
        /// Base frequency in GHz.
        "BaseFrequency" => pub base_frequency: Option<f64>,
        /// Turbo frequency in GHz.
        "TurboFrequency" => pub turbo_frequency: Option<f64>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Amount of memory, of an instance or of a GPU.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct Memory {
        /// Size in MiB.
        "Size" => pub size: Option<i64>,
        /// Encrypted part in MiB.
        "EncryptedSize" => pub encrypted_size: Option<i64>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// GPUs of an instance type.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct GpuInfo {
        "GpuDevices" => pub gpu_devices: Vec<GpuDevice>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// GPUs of one model.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct GpuDevice {
        /// Model, such as `NVIDIA-A10`.
        "ProductName" => pub product_name: Option<String>,
        "Count" => pub count: Option<i64>,
        /// Memory of each GPU.
        "Memory" => pub memory: Option<Memory>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// RDMA network of an instance type.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct Rdma {
        "RdmaNetworkInterfaces" => pub rdma_network_interfaces: Option<i64>,
        "RdmaProductName" => pub rdma_product_name: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Network of an instance type.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct NetworkInfo {
        "BaselineBandwidthMbps" => pub baseline_bandwidth_mbps: Option<i64>,
        "MaximumBandwidthMbps" => pub maximum_bandwidth_mbps: Option<i64>,
        "MaximumThroughputKpps" => pub maximum_throughput_kpps: Option<i64>,
        "MaximumNetworkInterfaces" => pub maximum_network_interfaces: Option<i64>,
        "MaximumPrivateIpv4AddressesPerNetworkInterface" => pub maximum_private_ipv4_addresses_per_network_interface: Option<i64>,
        "MaximumQueuesPerNetworkInterface" => pub maximum_queues_per_network_interface: Option<i64>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Disks that an instance type supports.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct VolumeInfo {
        "MaximumCount" => pub maximum_count: Option<i64>,
        "SupportedVolumeTypes" => pub supported_volume_types: Vec<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}
