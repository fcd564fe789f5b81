use crate::location::located_operation;
use crate::model::{ChargeType, MachineSpec, Prices};
use crate::response;

located_operation! {
    /// Returns the price of a size for this account in CNY, with the account's discounts.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/getcompshareinstanceuserprice>
    pub struct GetCompShareInstanceUserPrice: Safe -> Prices;
    /// Creates the request for this size. Region and zone are required, here or in the client.
    new("" => machine: MachineSpec as MachineSpec::upper_case);
    /// Billing method to price. Default: all methods.
    "ChargeType" => charge_type: Option<ChargeType>;
    request(self, config) {
        self.machine.validate()?;
        self.zonal_request(config, "the instance to price")
    }
    decode(self, payload) { response::parse_prices(payload) }
}
