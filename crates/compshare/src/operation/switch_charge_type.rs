use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::CompShare;
use crate::model::{Accepted, ChargeType};
use crate::place::{Target, place_setters, require};

/// Changes how an instance is charged, to `Month`, `Day`, `Dynamic` or `Postpay`. Others are refused
/// before anything is sent; a way that this library does not know is sent.
///
/// What is prepaid goes on costing after a stop; only `Postpay` ends the charge for CPU, GPU and
/// memory then.
///
/// <https://www.compshare.cn/docs/gpus/instance/switchchargetype>
#[derive(Clone, Debug)]
pub struct SwitchChargeType {
    target: Target,
    dest_charge_type: ChargeType,
}

impl SwitchChargeType {
    /// Of the instance with this id, to this way of charging. Its region and zone are needed too, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id can't be one.
    pub fn new(uhost_id: &str, dest_charge_type: ChargeType) -> Result<Self> {
        Ok(Self { target: Target::new(uhost_id)?, dest_charge_type })
    }
}

place_setters!(SwitchChargeType, target.place);

impl Operation for SwitchChargeType {
    type Protocol = CompShare;
    type Output = Accepted;
    const NAME: &'static str = "SwitchChargeType";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<Draft> {
        let sold = !matches!(self.dest_charge_type, ChargeType::Year | ChargeType::Spot);
        require(sold && !self.dest_charge_type.as_str().is_empty(), || {
            format!(
                "an instance is switched to Month, Day, Dynamic or Postpay, not to {}",
                self.dest_charge_type
            )
        })?;
        let mut params = self.target.params(Self::NAME);
        params.push("DestChargeType", self.dest_charge_type.as_str());
        self.target.form(params, config)
    }

    fn output(&self, payload: Value) -> Result<Accepted> {
        self.target.accepted(payload)
    }
}
