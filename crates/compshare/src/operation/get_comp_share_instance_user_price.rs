use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::location::{Location, location_setters};
use crate::model::{ChargeType, MachineSpec, Prices};
use crate::protocol::CompShare;
use crate::response;

/// Returns the price of a size for this account in CNY, with the account's discounts.
///
/// <https://www.compshare.cn/docs/gpus/instance/getcompshareinstanceuserprice>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetCompShareInstanceUserPrice {
    location: Location,
    /// Machine size, sent as `GpuType`, `GPU`, `CPU` and `Memory`.
    pub machine: MachineSpec,
    /// Billing method to price. Default: all methods.
    pub charge_type: Option<ChargeType>,
}

impl GetCompShareInstanceUserPrice {
    /// Creates the request for this size. Region and zone are required, here or in the client.
    pub fn new(machine: MachineSpec) -> Self {
        Self { location: Location::default(), machine, charge_type: None }
    }
}

location_setters!(GetCompShareInstanceUserPrice, location);

impl Operation for GetCompShareInstanceUserPrice {
    type Protocol = CompShare;
    type Output = Prices;
    const NAME: &'static str = "GetCompShareInstanceUserPrice";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        self.machine.validate()?;
        let mut params = Params::new(Self::NAME);
        // This operation takes `GPU` and `CPU`; GetCompShareInstancePrice takes `Gpu` and `Cpu`.
        params.push("GpuType", self.machine.gpu_type.as_str()).push("GPU", self.machine.gpu);
        params.push("CPU", self.machine.cpu).push("Memory", self.machine.memory);
        params.push_if_some("ChargeType", self.charge_type.as_ref().map(ChargeType::as_str));
        self.location.zonal_request(params, config, "the instance to price")
    }

    fn decode_output(&self, payload: Value) -> Result<Prices> {
        response::parse_prices(payload)
    }
}
