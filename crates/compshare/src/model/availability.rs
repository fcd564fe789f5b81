use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::lenient::{self, lossy};
use tingji_core::{UnixTime, unknown_tolerant_enum};
use tingji_ucloud::ExtraFields;

use super::components::GraphicsMemory;
use super::components::unix_time;

unknown_tolerant_enum! {
    /// Availability of a machine type; unknown values are preserved in `Other`.
    pub enum AvailabilityStatus {
        /// Instances of this type can be created.
        Normal = "Normal",
        /// The type is sold out.
        SoldOut = "SoldOut",
    }
}

/// Defines response types: every field is optional, and unlisted fields go to `extra`.
macro_rules! response_struct {
    ($(
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$detail:meta])* $field:ident: $type:ty,)*
        }
    )+) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(default, rename_all = "PascalCase")]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$detail])* pub $field: $type,)*
            /// Response fields that this type does not list.
            #[serde(flatten)]
            pub extra: ExtraFields,
        }
    )+};
}

response_struct! {
    /// Machine types of a region, available or sold out.
    pub struct AvailableInstanceTypes {
        /// Machine types, one for each GPU model and zone.
        #[serde(deserialize_with = "lenient::parse_list")]
        available_instance_types: Vec<MachineType>,
    }

    /// Families of machine types.
    pub struct MachineTypeFamilies {
        /// Machine types, one for each GPU model.
        #[serde(deserialize_with = "lenient::parse_list")]
        machine_types: Vec<MachineType>,
        /// Machine types by zone number, in the vendor's form.
        #[serde(deserialize_with = "lossy::object")]
        machine_types_map: Option<Value>,
    }

    /// Machine type: the sizes that are offered with one GPU model.
    pub struct MachineType {
        /// GPU model, such as `4090`. Requests name it in `GpuType`.
        #[serde(deserialize_with = "lossy::string")]
        name: Option<String>,
        /// Zone that offers this type.
        #[serde(deserialize_with = "lossy::string")]
        zone: Option<String>,
        /// Availability.
        #[serde(deserialize_with = "lenient::parse_enum")]
        status: Option<AvailabilityStatus>,
        /// Description by the vendor.
        #[serde(deserialize_with = "lossy::string")]
        description: Option<String>,
        /// Sizes, grouped by the number of GPUs.
        #[serde(deserialize_with = "lossy::vec")]
        machine_sizes: Vec<MachineSize>,
        /// CPU platforms: `Intel` and `Amd`, each with a list.
        #[serde(deserialize_with = "lossy::object")]
        cpu_platforms: Option<BTreeMap<String, Vec<String>>>,
        /// Disks, in groups.
        #[serde(deserialize_with = "lossy::vec")]
        disks: Vec<DiskGroup>,
        /// Memory of one GPU.
        #[serde(deserialize_with = "lossy::object")]
        graphics_memory: Option<GraphicsMemory>,
        /// Performance in the vendor's points: `Value` and `Rate`.
        #[serde(deserialize_with = "lossy::object")]
        performance: Option<GraphicsMemory>,
        /// Class of the machine, such as `GPU`.
        #[serde(deserialize_with = "lossy::string")]
        machine_class: Option<String>,
        /// Value for `MachineType` in requests, such as `G`.
        #[serde(deserialize_with = "lossy::string")]
        parent_type: Option<String>,
    }

    /// Sizes with the same number of GPUs.
    pub struct MachineSize {
        /// Number of GPUs.
        #[serde(deserialize_with = "lossy::int")]
        gpu: Option<i64>,
        /// CPU and memory sizes available with that number of GPUs.
        #[serde(deserialize_with = "lossy::vec")]
        collection: Vec<CpuAndMemory>,
    }

    /// CPU cores with the memory sizes available for them.
    pub struct CpuAndMemory {
        /// Number of CPU cores.
        #[serde(deserialize_with = "lossy::int")]
        cpu: Option<i64>,
        /// Memory sizes in GB. Requests take MB instead.
        #[serde(deserialize_with = "deserialize_counts")]
        memory: Vec<i64>,
        /// CPU platforms that offer this size.
        #[serde(deserialize_with = "lossy::vec")]
        minimal_cpu_platform: Vec<String>,
    }

    /// Group of disks.
    pub struct DiskGroup {
        /// Name of the group, such as `cloudDisk`.
        #[serde(deserialize_with = "lossy::string")]
        name: Option<String>,
        /// Kinds of system disk.
        #[serde(deserialize_with = "lossy::vec")]
        boot_disk: Vec<DiskKind>,
        /// Kinds of data disk.
        #[serde(deserialize_with = "lossy::vec")]
        data_disk: Vec<DiskKind>,
    }

    /// Kind of disk.
    pub struct DiskKind {
        /// Name of the kind, such as `CLOUD_SSD`.
        #[serde(deserialize_with = "lossy::string")]
        name: Option<String>,
        /// True if the disk can grow while the machine runs.
        #[serde(deserialize_with = "lossy::bool")]
        instant_resize: Option<bool>,
        /// Smallest size in GB; often missing for the system disk.
        #[serde(deserialize_with = "lossy::int")]
        minimal_size: Option<i64>,
        /// Largest size in GB.
        #[serde(deserialize_with = "lossy::int")]
        maximal_size: Option<i64>,
        /// Features, such as `SNAPSHOT` and `DATAARK`.
        #[serde(deserialize_with = "lossy::vec")]
        features: Vec<String>,
    }

    /// Number of free GPUs.
    pub struct GpuInventory {
        /// Free GPUs by pool (`Exclusive` or `Spot`), zone [number](super::Zone::zone_id) and GPU model.
        /// The live API also names this field `GpuInventory`; both names are read.
        #[serde(alias = "GpuInventory", deserialize_with = "lossy::object")]
        gpu_inventory_by_zone: Option<GpuPools>,
        /// Time of the count in seconds since 1970. The vendor counts every five minutes.
        #[serde(deserialize_with = "lossy::int")]
        update_time: Option<i64>,
        /// GPU models that are not offered as spot instances.
        #[serde(deserialize_with = "lossy::vec")]
        spot_unsupported_gpu_types: Vec<String>,
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
