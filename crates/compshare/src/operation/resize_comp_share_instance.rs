use tingji_core::Result;
use tingji_core::params::{true_only, validate_id};

use crate::location::located_operation;
use crate::model::Acknowledged;
use crate::response::acknowledge;
use crate::validate::{require, require_text, validate_counts, validate_memory};

located_operation! {
    /// Changes CPU, memory and GPUs of a stopped instance, or enlarges one of its disks. The instance stays
    /// stopped.
    ///
    /// Only a `Stopped` instance can be resized, and not while another operation locks it
    /// (`InstanceOperationInProgress`). The size must be offered with the GPU model, and disks cannot shrink.
    /// One request changes either the size or one disk.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/resizecompshareinstance>
    pub struct ResizeCompShareInstance: Never -> Acknowledged;
    /// Creates the request for one instance. Region and zone are required, here or in the client.
    new("UHostId" => uhost_id: String);
    /// Number of CPU cores after the change.
    "Cpu" => cpu: Option<u32>;
    /// Memory after the change in MB, a multiple of 1024.
    "Memory" => memory: Option<u32>;
    /// Number of GPUs after the change.
    "Gpu" => gpu: Option<u32>;
    /// Marks the size as one for starts without a GPU. Default false, which is not sent.
    "WithoutGpu" => without_gpu: bool as true_only;
    /// Disk to enlarge; requires its new size.
    "DiskId" => disk_id: Option<String>;
    /// Size of the disk after the change, in GB.
    "DiskSpace" => disk_space: Option<u32>;
    /// Coupon that pays for the change. Default: none.
    "CouponId" => coupon_id: Option<String>;
    request(self, config) {
        validate_id(&self.uhost_id)?;
        self.check()?;
        self.zonal_request(config, &self.uhost_id)
    }
    decode(self, payload) { acknowledge(payload, &self.uhost_id) }
}

impl ResizeCompShareInstance {
    fn check(&self) -> Result<()> {
        let counts = [("Cpu", self.cpu), ("Gpu", self.gpu), ("Memory", self.memory)];
        let changes_size = self.without_gpu || counts.iter().any(|(_, count)| count.is_some());
        let changes_disk = self.disk_id.is_some() || self.disk_space.is_some();
        require(changes_size != changes_disk, "change either the size or one disk, not both")?;
        validate_counts(&counts)?;
        self.memory.map_or(Ok(()), validate_memory)?;
        if !changes_disk {
            return Ok(());
        }
        require_text("DiskId", self.disk_id.as_deref().unwrap_or_default())?;
        validate_counts(&[("DiskSpace", self.disk_space.or(Some(0)))])
    }
}
