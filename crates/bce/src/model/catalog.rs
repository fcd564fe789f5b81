//! Regions, zones and flavors.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::lenient;
use tingji_core::lifecycle::Gpu;

/// Region of BCC.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Region {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub region_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub region_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub region_endpoint: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Zone of a region.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Zone {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub zone_name: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Flavors of one zone.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ZoneResources {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub zone_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub bcc_resources: Option<Resources>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub ebc_resources: Option<Resources>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Flavors of virtual machines or of bare metal.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Resources {
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub flavor_groups: Vec<FlavorGroup>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Flavors of one family.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct FlavorGroup {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub group_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub flavors: Vec<Flavor>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Flavor: size and hardware of an instance.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Flavor {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub spec: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub spec_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub product_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub cpu_count: Option<i64>,
    #[serde(rename = "memoryCapacityInGB", deserialize_with = "lenient::lossy::int")]
    pub memory_capacity_in_gb: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub cpu_model: Option<String>,
    #[serde(rename = "cpuGHz", deserialize_with = "lenient::lossy::string")]
    pub cpu_ghz: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub gpu_card_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub gpu_card_count: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub fpga_card_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub fpga_card_count: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub ephemeral_disk_in_gb: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub ephemeral_disk_count: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub ephemeral_disk_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub network_bandwidth: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub network_package: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub net_eth_queue_count: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub net_eth_max_queue_count: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::bool")]
    pub enable_jumbo_frame: Option<bool>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub eni_quota: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub eri_quota: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub nic_ipv4_quota: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub nic_ipv6_quota: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub rdma_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub rdma_net_card_count: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub rdma_net_bandwidth: Option<i64>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub system_disk_type: Vec<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub data_disk_type: Vec<String>,
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub volume_count: Option<i64>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
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
