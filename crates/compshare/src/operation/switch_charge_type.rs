use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::{Acknowledged, ChargeType};
use crate::protocol::CompShare;
use crate::validate::require;

/// Changes the billing method to `Month`, `Day`, `Dynamic` or `Postpay`. `Year` and `Spot` are rejected
/// before anything is sent; a value that this library does not know is sent.
///
/// A prepaid instance stays charged after a stop. Only with `Postpay` a stop ends the charge for CPU, GPU
/// and memory.
///
/// <https://www.compshare.cn/docs/gpus/instance/switchchargetype>
#[derive(Clone, Debug)]
pub struct SwitchChargeType {
    instance: InstanceRef,
    dest_charge_type: ChargeType,
}

impl SwitchChargeType {
    /// Creates the request for one instance and its new billing method. Region and zone are required, here
    /// or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is empty, too long, or has a
    /// character that no id has.
    pub fn new(uhost_id: &str, dest_charge_type: ChargeType) -> Result<Self> {
        Ok(Self { instance: InstanceRef::new(uhost_id)?, dest_charge_type })
    }
}

location_setters!(SwitchChargeType, instance.location);

impl Operation for SwitchChargeType {
    type Protocol = CompShare;
    type Output = Acknowledged;
    const NAME: &'static str = "SwitchChargeType";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let is_supported = !matches!(self.dest_charge_type, ChargeType::Year | ChargeType::Spot);
        require(is_supported && !self.dest_charge_type.as_str().is_empty(), || {
            format!(
                "an instance can be switched to Month, Day, Dynamic or Postpay, not to {}",
                self.dest_charge_type
            )
        })?;
        let mut params = self.instance.params(Self::NAME);
        params.push("DestChargeType", self.dest_charge_type.as_str());
        self.instance.request(params, config)
    }

    fn decode_output(&self, payload: Value) -> Result<Acknowledged> {
        self.instance.parse_acknowledgement(payload)
    }
}
