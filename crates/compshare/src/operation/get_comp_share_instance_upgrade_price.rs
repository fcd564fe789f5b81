use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::UpgradePrice;
use crate::protocol::CompShare;
use crate::response;
use crate::validate::{require, validate_counts, validate_memory};

/// Returns the price difference of another size.
///
/// The difference is in CNY; a negative value is a refund.
///
/// <https://www.compshare.cn/docs/gpus/instance/getcompshareinstanceupgradeprice>
#[derive(Clone, Debug)]
pub struct GetCompShareInstanceUpgradePrice {
    instance: InstanceRef,
    cpu: Option<u32>,
    memory: Option<u32>,
    gpu: Option<u32>,
}

impl GetCompShareInstanceUpgradePrice {
    /// Creates the request for one instance. Region and zone are required, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is empty, too long, or has a
    /// character that no id has.
    pub fn new(uhost_id: &str) -> Result<Self> {
        Ok(Self { instance: InstanceRef::new(uhost_id)?, cpu: None, memory: None, gpu: None })
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
}

location_setters!(GetCompShareInstanceUpgradePrice, instance.location);

impl Operation for GetCompShareInstanceUpgradePrice {
    type Protocol = CompShare;
    type Output = UpgradePrice;
    const NAME: &'static str = "GetCompShareInstanceUpgradePrice";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let counts = [("CPU", self.cpu), ("GPU", self.gpu), ("Memory", self.memory)];
        require(counts.iter().any(|(_, count)| count.is_some()), || {
            "the request names no new size".to_owned()
        })?;
        validate_counts(&counts)?;
        self.memory.map_or(Ok(()), validate_memory)?;
        let mut params = self.instance.params(Self::NAME);
        // This operation takes `CPU` and `GPU`; the resize itself takes `Cpu` and `Gpu`.
        params
            .push_if_some("CPU", self.cpu)
            .push_if_some("Memory", self.memory)
            .push_if_some("GPU", self.gpu);
        self.instance.request(params, config)
    }

    fn decode_output(&self, payload: Value) -> Result<UpgradePrice> {
        response::parse_required(payload, "Price")
    }
}
