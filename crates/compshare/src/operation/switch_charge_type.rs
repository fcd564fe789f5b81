use tingji_core::params::validate_id;

use crate::location::located_operation;
use crate::model::{Acknowledged, ChargeType};
use crate::response::acknowledge;
use crate::validate::require;

located_operation! {
    /// Changes the billing method to `Month`, `Day`, `Dynamic` or `Postpay`. `Year` and `Spot` are rejected
    /// before anything is sent; a value that this library does not know is sent.
    ///
    /// A prepaid instance stays charged after a stop. Only with `Postpay` a stop ends the charge for CPU, GPU
    /// and memory.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/switchchargetype>
    pub struct SwitchChargeType: Never -> Acknowledged;
    /// Creates the request for one instance and its new billing method. Region and zone are required, here
    /// or in the client.
    new("UHostId" => uhost_id: String, "DestChargeType" => dest_charge_type: ChargeType);
    request(self, config) {
        validate_id(&self.uhost_id)?;
        let is_supported = !matches!(self.dest_charge_type, ChargeType::Year | ChargeType::Spot);
        let wanted = &self.dest_charge_type;
        require(
            is_supported && !wanted.as_str().is_empty(),
            format!("an instance can be switched to Month, Day, Dynamic or Postpay, not to {wanted}"),
        )?;
        self.zonal_request(config, &self.uhost_id)
    }
    decode(self, payload) { acknowledge(payload, &self.uhost_id) }
}
