use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::lenient::{self, lossy};
use tingji_core::{UnixTime, record, unknown_tolerant_enum};
use tingji_ucloud::ExtraFields;

use super::components::GraphicsMemory;
use super::time::unix_time;

unknown_tolerant_enum! {
    /// Availability of a machine type; unknown values are preserved in `Other`.
    pub enum AvailabilityStatus {
        /// Instances of this type can be created.
        Normal = "Normal",
        /// The type is sold out.
        SoldOut = "SoldOut",
    }
}

record! {
    /// Machine types of a region, available or sold out.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct AvailableInstanceTypes {
        /// Machine types, one for each GPU model and zone.
        "AvailableInstanceTypes" => pub available_instance_types: Vec<MachineType> as lenient::parse_list,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Families of machine types.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct MachineTypeFamilies {
        /// Machine types, one for each GPU model.
        "MachineTypes" => pub machine_types: Vec<MachineType> as lenient::parse_list,
        /// Machine types by zone number, in the vendor's form.
        "MachineTypesMap" => pub machine_types_map: Option<Value>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Machine type: the sizes that are offered with one GPU model.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct MachineType {
        /// GPU model, such as `4090`. Requests name it in `GpuType`.
        "Name" => pub name: Option<String>,
        /// Zone that offers this type.
        "Zone" => pub zone: Option<String>,
        /// Availability.
        "Status" => pub status: Option<AvailabilityStatus> as lenient::parse_enum,
        /// Description by the vendor.
        "Description" => pub description: Option<String>,
        /// Sizes, grouped by the number of GPUs.
        "MachineSizes" => pub machine_sizes: Vec<MachineSize>,
        /// CPU platforms: `Intel` and `Amd`, each with a list.
        "CpuPlatforms" => pub cpu_platforms: Option<BTreeMap<String, Vec<String>>>,
        /// Disks, in groups.
        "Disks" => pub disks: Vec<DiskGroup>,
        /// Memory of one GPU.
        "GraphicsMemory" => pub graphics_memory: Option<GraphicsMemory>,
        /// Performance in the vendor's points: `Value` and `Rate`.
        "Performance" => pub performance: Option<GraphicsMemory>,
        /// Class of the machine, such as `GPU`.
        "MachineClass" => pub machine_class: Option<String>,
        /// Value for `MachineType` in requests, such as `G`.
        "ParentType" => pub parent_type: Option<String>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Sizes with the same number of GPUs.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct MachineSize {
        /// Number of GPUs.
        "Gpu" => pub gpu: Option<i64>,
        /// CPU and memory sizes available with that number of GPUs.
        "Collection" => pub collection: Vec<CpuAndMemory>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// CPU cores with the memory sizes available for them.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct CpuAndMemory {
        /// Number of CPU cores.
        "Cpu" => pub cpu: Option<i64>,
        /// Memory sizes in GB. Requests take MB instead.
        "Memory" => pub memory: Vec<i64> as deserialize_counts,
        /// CPU platforms that offer this size.
        "MinimalCpuPlatform" => pub minimal_cpu_platform: Vec<String>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Group of disks.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct DiskGroup {
        /// Name of the group, such as `cloudDisk`.
        "Name" => pub name: Option<String>,
        /// Kinds of system disk.
        "BootDisk" => pub boot_disk: Vec<DiskKind>,
        /// Kinds of data disk.
        "DataDisk" => pub data_disk: Vec<DiskKind>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Kind of disk.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct DiskKind {
        /// Name of the kind, such as `CLOUD_SSD`.
        "Name" => pub name: Option<String>,
        /// True if the disk can grow while the machine runs.
        "InstantResize" => pub instant_resize: Option<bool>,
        /// Smallest size in GB; often missing for the system disk.
        "MinimalSize" => pub minimal_size: Option<i64>,
        /// Largest size in GB.
        "MaximalSize" => pub maximal_size: Option<i64>,
        /// Features, such as `SNAPSHOT` and `DATAARK`.
        "Features" => pub features: Vec<String>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Number of free GPUs.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct GpuInventory {
        /// Free GPUs by pool (`Exclusive` or `Spot`), zone [number](super::Zone::zone_id) and GPU model.
        /// The live API also names this field `GpuInventory`; both names are read.
        "GpuInventoryByZone" | "GpuInventory" => pub gpu_inventory_by_zone: Option<GpuPools>,
        /// Time of the count in seconds since 1970. The vendor counts every five minutes.
        "UpdateTime" => pub update_time: Option<i64>,
        /// GPU models that are not offered as spot instances.
        "SpotUnsupportedGpuTypes" => pub spot_unsupported_gpu_types: Vec<String>,
        * => pub extra: ExtraFields,
    }
}

/// Free GPUs by pool, zone number and GPU model.
pub type GpuPools = BTreeMap<String, BTreeMap<String, BTreeMap<String, GpuCount>>>;

/// Number of GPUs; `None` if the vendor sent something that is not a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GpuCount(pub Option<i64>);

impl<'de> Deserialize<'de> for GpuCount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        lossy::int(deserializer).map(Self)
    }
}

fn deserialize_counts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i64>, D::Error> {
    let counts: Vec<GpuCount> = lossy::vec(deserializer)?;
    Ok(counts.into_iter().filter_map(|GpuCount(count)| count).collect())
}

impl GpuInventory {
    /// Returns the number of free GPUs of a model in a zone, such as `free("Exclusive", 5001, "4090")`.
    /// Returns `None` if the response has no number for them.
    pub fn free(&self, pool: &str, zone_id: i64, gpu_type: &str) -> Option<i64> {
        let pools = self.gpu_inventory_by_zone.as_ref()?;
        pools.get(pool)?.get(&zone_id.to_string())?.get(gpu_type)?.0
    }

    /// Time of the count.
    pub fn updated(&self) -> Option<UnixTime> {
        unix_time(self.update_time)
    }
}
