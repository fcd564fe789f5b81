use serde::Serialize;
use tingji_core::Result;

use crate::validate::{require, require_text, validate_counts, validate_memory};

/// Machine size: GPU model and number, CPU cores, memory. CompShare offers only some combinations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MachineSpec {
    /// GPU model, such as `4090`, `3090`, `A100` or `A800`.
    pub gpu_type: String,
    /// Number of GPUs.
    pub gpu: u32,
    /// Number of CPU cores.
    pub cpu: u32,
    /// Memory in MB, a multiple of 1024.
    pub memory: u32,
}

impl MachineSpec {
    /// Creates a size from GPU model, number of GPUs, CPU cores and memory in MB.
    pub fn new(gpu_type: impl Into<String>, gpu: u32, cpu: u32, memory: u32) -> Self {
        Self { gpu_type: gpu_type.into(), gpu, cpu, memory }
    }

    /// Returns the size as the operations expect it that take `GPU` and `CPU`. The others take `Gpu` and `Cpu`.
    pub(crate) fn upper_case(&self) -> impl Serialize {
        UpperCaseMachine { gpu_type: &self.gpu_type, gpu: self.gpu, cpu: self.cpu, memory: self.memory }
    }

    /// Rejects an empty GPU model, a count of 0, and a memory size that is not a multiple of 1024 MB.
    pub(crate) fn validate(&self) -> Result<()> {
        require_text("GpuType", &self.gpu_type)?;
        validate_counts(&[("GPU", Some(self.gpu)), ("CPU", Some(self.cpu))])?;
        validate_memory(self.memory)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct UpperCaseMachine<'a> {
    gpu_type: &'a str,
    #[serde(rename = "GPU")]
    gpu: u32,
    #[serde(rename = "CPU")]
    cpu: u32,
    memory: u32,
}

/// Disk to create with an instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct DiskSpec {
    /// True for the system disk.
    pub is_boot: bool,
    /// Kind of disk: `CLOUD_SSD`, `CLOUD_NORMAL`, `LOCAL_SSD` or `LOCAL_NORMAL`; `CLOUD_RSSD` only with
    /// A800. Sent as `Type`.
    #[serde(rename = "Type")]
    pub kind: String,
    /// Size in GB.
    pub size: u32,
}

impl DiskSpec {
    /// Creates a system disk of this kind and size in GB.
    pub fn boot(kind: impl Into<String>, size: u32) -> Self {
        Self { is_boot: true, kind: kind.into(), size }
    }

    /// Creates a data disk of this kind and size in GB.
    pub fn data(kind: impl Into<String>, size: u32) -> Self {
        Self { is_boot: false, ..Self::boot(kind, size) }
    }

    /// Rejects disks without a kind or with size 0.
    pub(crate) fn validate_disks(disks: &[Self]) -> Result<()> {
        disks.iter().try_for_each(|disk| {
            require_text("Disks.N.Type", &disk.kind)?;
            validate_counts(&[("Disks.N.Size", Some(disk.size))])
        })
    }

    /// Rejects the disks of a new machine unless exactly one is the system disk.
    pub(crate) fn validate_machine_disks(disks: &[Self]) -> Result<()> {
        let has_one_boot_disk = disks.iter().filter(|disk| disk.is_boot).count() == 1;
        require(has_one_boot_disk, "a new instance needs exactly one system disk")?;
        Self::validate_disks(disks)
    }
}

/// Shared storage to price with an instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct VolumeSpec {
    /// Kind of storage, such as `UDisk`. Sent as `Type`.
    #[serde(rename = "Type")]
    pub kind: String,
    /// Size in GB.
    pub size: u32,
}

impl VolumeSpec {
    /// Creates storage of this kind and size in GB.
    pub fn new(kind: impl Into<String>, size: u32) -> Self {
        Self { kind: kind.into(), size }
    }
}
