//! Regions, zones and flavors.

use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::lifecycle::Gpu;
use tingji_core::record;

record! {
    /// Region of BCC.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct Region {
        "regionId" => pub region_id: Option<String>,
        "regionName" => pub region_name: Option<String>,
        "regionEndpoint" => pub region_endpoint: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Zone of a region.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct Zone {
        "zoneName" => pub zone_name: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Flavors of one zone.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct ZoneResources {
        "zoneName" => pub zone_name: Option<String>,
        "bccResources" => pub bcc_resources: Option<Resources>,
        "ebcResources" => pub ebc_resources: Option<Resources>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Flavors of virtual machines or of bare metal.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct Resources {
        "flavorGroups" => pub flavor_groups: Vec<FlavorGroup>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Flavors of one family.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct FlavorGroup {
        "groupId" => pub group_id: Option<String>,
        "flavors" => pub flavors: Vec<Flavor>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Flavor: size and hardware of an instance.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct Flavor {
        "spec" => pub spec: Option<String>,
        "specId" => pub spec_id: Option<String>,
        "productType" => pub product_type: Option<String>,
        "cpuCount" => pub cpu_count: Option<i64>,
        #[serde(rename = "memoryCapacityInGB")]
        "memoryCapacityInGB" => pub memory_capacity_in_gb: Option<i64>,
        "cpuModel" => pub cpu_model: Option<String>,
        #[serde(rename = "cpuGHz")]
        "cpuGHz" => pub cpu_ghz: Option<String>,
        "gpuCardType" => pub gpu_card_type: Option<String>,
        "gpuCardCount" => pub gpu_card_count: Option<i64>,
        "fpgaCardType" => pub fpga_card_type: Option<String>,
        "fpgaCardCount" => pub fpga_card_count: Option<i64>,
        "ephemeralDiskInGb" => pub ephemeral_disk_in_gb: Option<i64>,
        "ephemeralDiskCount" => pub ephemeral_disk_count: Option<i64>,
        "ephemeralDiskType" => pub ephemeral_disk_type: Option<String>,
        "networkBandwidth" => pub network_bandwidth: Option<String>,
        "networkPackage" => pub network_package: Option<String>,
        "netEthQueueCount" => pub net_eth_queue_count: Option<String>,
        "netEthMaxQueueCount" => pub net_eth_max_queue_count: Option<String>,
        "enableJumboFrame" => pub enable_jumbo_frame: Option<bool>,
        "eniQuota" => pub eni_quota: Option<i64>,
        "eriQuota" => pub eri_quota: Option<i64>,
        "nicIpv4Quota" => pub nic_ipv4_quota: Option<i64>,
        "nicIpv6Quota" => pub nic_ipv6_quota: Option<i64>,
        "rdmaType" => pub rdma_type: Option<String>,
        "rdmaNetCardCount" => pub rdma_net_card_count: Option<i64>,
        "rdmaNetBandwidth" => pub rdma_net_bandwidth: Option<i64>,
        "systemDiskType" => pub system_disk_type: Vec<String>,
        "dataDiskType" => pub data_disk_type: Vec<String>,
        "volumeCount" => pub volume_count: Option<i64>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl ZoneResources {
    /// Returns the flavors of the zone, bare metal last.
    pub fn flavors(&self) -> impl Iterator<Item = &Flavor> {
        let resources = self.bcc_resources.iter().chain(&self.ebc_resources);
        resources.flat_map(|resources| &resources.flavor_groups).flat_map(|group| &group.flavors)
    }
}

impl Flavor {
    /// Returns the GPUs of the flavor, or `None` if it has none.
    pub fn gpu(&self) -> Option<Gpu> {
        let kind = self.gpu_card_type.clone().unwrap_or_default();
        let count = self.gpu_card_count.and_then(|count| u32::try_from(count).ok()).unwrap_or(0);
        (count > 0 || !kind.is_empty()).then_some(Gpu { kind, count })
    }
}
