use tingji_core::Result;
use tingji_signing_core::ParamValue;

use crate::validate::{require, require_text, validate_counts, validate_memory};

/// A machine's size: card, cores, memory. CompShare sells only some combinations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineSpec {
    /// The card, such as `4090`, `3090`, `A100` or `A800`.
    pub gpu_type: String,
    /// How many cards.
    pub gpu: u32,
    /// Cores.
    pub cpu: u32,
    /// MB, a multiple of 1024.
    pub memory: u32,
}

impl MachineSpec {
    /// So many of these cards, cores, and MB of memory.
    pub fn new(gpu_type: impl Into<String>, gpu: u32, cpu: u32, memory: u32) -> Self {
        Self { gpu_type: gpu_type.into(), gpu, cpu, memory }
    }

    pub(crate) fn validate(&self) -> Result<()> {
        require_text("GpuType", &self.gpu_type)?;
        validate_counts(&[("GPU", Some(self.gpu)), ("CPU", Some(self.cpu))])?;
        validate_memory(self.memory)
    }
}

/// A disk to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DiskSpec {
    /// Whether it is the system disk.
    pub is_boot: bool,
    /// `CLOUD_SSD`, `CLOUD_NORMAL`, `LOCAL_SSD` or `LOCAL_NORMAL`; `CLOUD_RSSD` with A800 only. The
    /// vendor calls it `Type`.
    pub kind: String,
    /// GB.
    pub size: u32,
}

impl DiskSpec {
    /// The system disk.
    pub fn boot(kind: impl Into<String>, size: u32) -> Self {
        Self { is_boot: true, kind: kind.into(), size }
    }

    /// A data disk.
    pub fn data(kind: impl Into<String>, size: u32) -> Self {
        Self { is_boot: false, ..Self::boot(kind, size) }
    }

    /// Refuses disks that are none.
    pub(crate) fn validate_disks(disks: &[Self]) -> Result<()> {
        disks.iter().try_for_each(|disk| {
            require_text("Disks.N.Type", &disk.kind)?;
            validate_counts(&[("Disks.N.Size", Some(disk.size))])
        })
    }

    /// The same for the disks of a whole machine: one of them is the system's.
    pub(crate) fn validate_machine_disks(disks: &[Self]) -> Result<()> {
        let one = disks.iter().filter(|disk| disk.is_boot).count() == 1;
        require(one, || "a new instance has one system disk".to_owned())?;
        Self::validate_disks(disks)
    }
}

impl From<DiskSpec> for ParamValue {
    fn from(disk: DiskSpec) -> Self {
        let DiskSpec { is_boot, kind, size } = disk;
        let pairs = [("IsBoot", is_boot.into()), ("Type", kind.into()), ("Size", size.into())];
        Self::Map(pairs.map(|(key, value)| (key.to_owned(), value)).into())
    }
}

/// Shared storage, to be priced with an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VolumeSpec {
    /// Such as `UDisk`. The vendor calls it `Type`.
    pub kind: String,
    /// GB.
    pub size: u32,
}

impl VolumeSpec {
    /// Of this kind and so many GB.
    pub fn new(kind: impl Into<String>, size: u32) -> Self {
        Self { kind: kind.into(), size }
    }
}

impl From<VolumeSpec> for ParamValue {
    fn from(volume: VolumeSpec) -> Self {
        Self::Map(vec![("Type".to_owned(), volume.kind.into()), ("Size".to_owned(), volume.size.into())])
    }
}
