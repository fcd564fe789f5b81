use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::lenient::{self, soft};
use tingji_core::{UnixTime, open_enum};
use tingji_ucloud::ExtraFields;

use super::components::GraphicsMemory;
use super::components::unix_time;

open_enum! {
    /// Whether a kind of machine is sold; unknown words are kept.
    pub enum AvailabilityStatus {
        /// It can be had.
        Normal = "Normal",
        /// There is none left.
        SoldOut = "SoldOut",
    }
}

/// Makes structures that the vendor answers with: every field may be missing, others are in `extra`.
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
            /// Everything else the vendor sent.
            #[serde(flatten)]
            pub extra: ExtraFields,
        }
    )+};
}

response_struct! {
    /// Machines that can be had, and those that are sold out.
    pub struct AvailableInstanceTypes {
        /// One for each card and zone.
        #[serde(deserialize_with = "lenient::list")]
        available_instance_types: Vec<MachineType>,
    }

    /// The families of machines.
    pub struct MachineTypeFamilies {
        /// One for each card.
        #[serde(deserialize_with = "lenient::list")]
        machine_types: Vec<MachineType>,
        /// The same by the number of the zone, as the vendor sends it.
        #[serde(deserialize_with = "soft::one")]
        machine_types_map: Option<Value>,
    }

    /// The machines with one kind of card.
    pub struct MachineType {
        /// The card, such as `4090`: the `GpuType` of requests.
        #[serde(deserialize_with = "soft::text")]
        name: Option<String>,
        /// The zone.
        #[serde(deserialize_with = "soft::text")]
        zone: Option<String>,
        /// Whether it is sold.
        #[serde(deserialize_with = "lenient::word")]
        status: Option<AvailabilityStatus>,
        /// What the vendor says of it.
        #[serde(deserialize_with = "soft::text")]
        description: Option<String>,
        /// The sizes, by the number of cards.
        #[serde(deserialize_with = "soft::many")]
        machine_sizes: Vec<MachineSize>,
        /// The CPUs: `Intel` and `Amd`, each with a list.
        #[serde(deserialize_with = "soft::one")]
        cpu_platforms: Option<BTreeMap<String, Vec<String>>>,
        /// The disks, in groups.
        #[serde(deserialize_with = "soft::many")]
        disks: Vec<DiskGroup>,
        /// The memory of one card.
        #[serde(deserialize_with = "soft::one")]
        graphics_memory: Option<GraphicsMemory>,
        /// How fast it is, in the vendor's points: `Value` and `Rate`.
        #[serde(deserialize_with = "soft::one")]
        performance: Option<GraphicsMemory>,
        /// `GPU`.
        #[serde(deserialize_with = "soft::text")]
        machine_class: Option<String>,
        /// `G`: the `MachineType` of requests.
        #[serde(deserialize_with = "soft::text")]
        parent_type: Option<String>,
    }

    /// The sizes with so many cards.
    pub struct MachineSize {
        /// Cards.
        #[serde(deserialize_with = "soft::int")]
        gpu: Option<i64>,
        /// What goes with them.
        #[serde(deserialize_with = "soft::many")]
        collection: Vec<CpuAndMemory>,
    }

    /// Cores and the memory that goes with them.
    pub struct CpuAndMemory {
        /// Cores.
        #[serde(deserialize_with = "soft::int")]
        cpu: Option<i64>,
        /// GB each to choose from, unlike the MB of requests.
        #[serde(deserialize_with = "deserialize_counts")]
        memory: Vec<i64>,
        /// The CPUs with this size.
        #[serde(deserialize_with = "soft::many")]
        minimal_cpu_platform: Vec<String>,
    }

    /// A group of disks.
    pub struct DiskGroup {
        /// Such as `cloudDisk`.
        #[serde(deserialize_with = "soft::text")]
        name: Option<String>,
        /// For the system.
        #[serde(deserialize_with = "soft::many")]
        boot_disk: Vec<DiskKind>,
        /// For data.
        #[serde(deserialize_with = "soft::many")]
        data_disk: Vec<DiskKind>,
    }

    /// A kind of disk.
    pub struct DiskKind {
        /// Such as `CLOUD_SSD`.
        #[serde(deserialize_with = "soft::text")]
        name: Option<String>,
        /// Whether it grows while the machine runs.
        #[serde(deserialize_with = "soft::flag")]
        instant_resize: Option<bool>,
        /// GB at least; often missing for the system's.
        #[serde(deserialize_with = "soft::int")]
        minimal_size: Option<i64>,
        /// GB at most.
        #[serde(deserialize_with = "soft::int")]
        maximal_size: Option<i64>,
        /// Such as `SNAPSHOT` and `DATAARK`.
        #[serde(deserialize_with = "soft::many")]
        features: Vec<String>,
    }

    /// How many cards are free.
    pub struct GpuInventory {
        /// By pool (`Exclusive` or `Spot`), by the zone's [number](super::Zone::zone_id), by card. (The
        /// live answer has been seen to call it `GpuInventory`; both are read.)
        #[serde(alias = "GpuInventory", deserialize_with = "soft::one")]
        gpu_inventory_by_zone: Option<GpuPools>,
        /// Seconds since 1970. The vendor counts every five minutes.
        #[serde(deserialize_with = "soft::int")]
        update_time: Option<i64>,
        /// Cards that are not sold as spot instances.
        #[serde(deserialize_with = "soft::many")]
        spot_unsupported_gpu_types: Vec<String>,
    }
}

/// Free cards by pool, zone number and card.
pub type GpuPools = BTreeMap<String, BTreeMap<String, BTreeMap<String, GpuCount>>>;

/// A number of cards; `None` if the vendor sent something else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GpuCount(pub Option<i64>);

impl<'de> Deserialize<'de> for GpuCount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        soft::int(deserializer).map(Self)
    }
}

fn deserialize_counts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i64>, D::Error> {
    let counts: Vec<GpuCount> = soft::many(deserializer)?;
    Ok(counts.into_iter().filter_map(|GpuCount(count)| count).collect())
}

impl GpuInventory {
    /// How many of these cards are free in a zone, such as `free("Exclusive", 5001, "4090")`; `None`
    /// if that is not told.
    pub fn free(&self, pool: &str, zone_id: i64, gpu_type: &str) -> Option<i64> {
        let pools = self.gpu_inventory_by_zone.as_ref()?;
        pools.get(pool)?.get(&zone_id.to_string())?.get(gpu_type)?.0
    }

    /// When it was counted.
    pub fn updated(&self) -> Option<UnixTime> {
        unix_time(self.update_time)
    }
}
