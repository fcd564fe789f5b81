use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::Acknowledged;
use crate::protocol::CompShare;
use crate::validate::{require, require_text, validate_counts, validate_memory};

/// Changes CPU, memory and GPUs of a stopped instance, or enlarges one of its disks. The instance stays
/// stopped.
///
/// Only a `Stopped` instance can be resized, and not while another operation locks it
/// (`InstanceOperationInProgress`). The size must be offered with the GPU model, and disks cannot shrink.
/// One request changes either the size or one disk.
///
/// <https://www.compshare.cn/docs/gpus/instance/resizecompshareinstance>
#[derive(Clone, Debug)]
pub struct ResizeCompShareInstance {
    instance: InstanceRef,
    cpu: Option<u32>,
    memory: Option<u32>,
    gpu: Option<u32>,
    without_gpu: bool,
    disk: Option<(String, u32)>,
    coupon_id: Option<String>,
}

impl ResizeCompShareInstance {
    /// Creates the request for one instance. Region and zone are required, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is empty, too long, or has a
    /// character that no id has.
    pub fn new(uhost_id: &str) -> Result<Self> {
        Ok(Self {
            instance: InstanceRef::new(uhost_id)?,
            cpu: None,
            memory: None,
            gpu: None,
            without_gpu: false,
            disk: None,
            coupon_id: None,
        })
    }

    /// Number of CPU cores after the change.
    #[must_use]
    pub fn cpu(mut self, cpu: u32) -> Self {
        self.cpu = Some(cpu);
        self
    }

    /// Memory after the change in MB, a multiple of 1024.
    #[must_use]
    pub fn memory(mut self, memory: u32) -> Self {
        self.memory = Some(memory);
        self
    }

    /// Number of GPUs after the change.
    #[must_use]
    pub fn gpu(mut self, gpu: u32) -> Self {
        self.gpu = Some(gpu);
        self
    }

    /// Marks the size as one for starts without a GPU. Default false, which is not sent.
    #[must_use]
    pub fn without_gpu(mut self, without_gpu: bool) -> Self {
        self.without_gpu = without_gpu;
        self
    }

    /// Enlarges this disk to a size in GB (`DiskId`, `DiskSpace`).
    #[must_use]
    pub fn disk(mut self, disk_id: impl Into<String>, disk_space: u32) -> Self {
        self.disk = Some((disk_id.into(), disk_space));
        self
    }

    /// Coupon that pays for the change. Default: none.
    #[must_use]
    pub fn coupon_id(mut self, coupon_id: impl Into<String>) -> Self {
        self.coupon_id = Some(coupon_id.into());
        self
    }

    fn validate(&self) -> Result<()> {
        let counts = [("Cpu", self.cpu), ("Gpu", self.gpu), ("Memory", self.memory)];
        let changes_size = self.without_gpu || counts.iter().any(|(_, count)| count.is_some());
        require(changes_size != self.disk.is_some(), || {
            "change either the size or one disk, not both".to_owned()
        })?;
        validate_counts(&counts)?;
        self.memory.map_or(Ok(()), validate_memory)?;
        let Some((id, space)) = &self.disk else { return Ok(()) };
        require_text("DiskId", id)?;
        validate_counts(&[("DiskSpace", Some(*space))])
    }
}

location_setters!(ResizeCompShareInstance, instance.location);

impl Operation for ResizeCompShareInstance {
    type Protocol = CompShare;
    type Output = Acknowledged;
    const NAME: &'static str = "ResizeCompShareInstance";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        self.validate()?;
        let mut params = self.instance.params(Self::NAME);
        // This operation takes `Cpu` and `Gpu`; the price operations and the creation take `CPU` and `GPU`.
        params
            .push_if_some("Cpu", self.cpu)
            .push_if_some("Memory", self.memory)
            .push_if_some("Gpu", self.gpu);
        params.push_if_some("WithoutGpu", self.without_gpu.then_some(true));
        if let Some((id, space)) = &self.disk {
            params.push("DiskId", id.as_str()).push("DiskSpace", *space);
        }
        params.push_if_some("CouponId", self.coupon_id.as_deref());
        self.instance.request(params, config)
    }

    fn decode_output(&self, payload: Value) -> Result<Acknowledged> {
        self.instance.parse_acknowledgement(payload)
    }
}
