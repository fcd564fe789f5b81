use tingji_core::params::validate_id;

use crate::location::located_operation;
use crate::model::UpgradePrice;
use crate::response;
use crate::validate::{require, validate_counts, validate_memory};

located_operation! {
    /// Returns the price difference of another size.
    ///
    /// The difference is in CNY; a negative value is a refund.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/getcompshareinstanceupgradeprice>
    pub struct GetCompShareInstanceUpgradePrice: Safe -> UpgradePrice;
    /// Creates the request for one instance. Region and zone are required, here or in the client.
    new("UHostId" => uhost_id: String);
    /// Number of CPU cores after the change.
    "CPU" => cpu: Option<u32>;
    /// Memory after the change in MB, a multiple of 1024.
    "Memory" => memory: Option<u32>;
    /// Number of GPUs after the change.
    "GPU" => gpu: Option<u32>;
    request(self, config) {
        validate_id(&self.uhost_id)?;
        let counts = [("CPU", self.cpu), ("GPU", self.gpu), ("Memory", self.memory)];
        require(counts.iter().any(|(_, count)| count.is_some()), "the request names no new size")?;
        validate_counts(&counts)?;
        self.memory.map_or(Ok(()), validate_memory)?;
        self.zonal_request(config, &self.uhost_id)
    }
    decode(self, payload) { response::parse_required(payload, "Price") }
}
