use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::location::{Location, location_setters};
use crate::model::RefundPrices;
use crate::protocol::CompShare;
use crate::response;
use crate::validate::{require, validate_ids};

/// Returns the refund in CNY for deleting instances now.
///
/// <https://www.compshare.cn/docs/gpus/instance/getcompsharerefundprice>
#[derive(Clone, Debug)]
pub struct GetCompShareRefundPrice {
    location: Location,
    uhost_ids: Vec<String>,
}

impl GetCompShareRefundPrice {
    /// Creates the request for instances of one zone. Region and zone are required, here or in the client.
    pub fn new(uhost_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { location: Location::default(), uhost_ids: uhost_ids.into_iter().map(Into::into).collect() }
    }
}

location_setters!(GetCompShareRefundPrice, location);

impl Operation for GetCompShareRefundPrice {
    type Protocol = CompShare;
    type Output = RefundPrices;
    const NAME: &'static str = "GetCompShareRefundPrice";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        require(!self.uhost_ids.is_empty(), || "the request names no instance".to_owned())?;
        validate_ids(&self.uhost_ids)?;
        let mut params = Params::new(Self::NAME);
        params.push("UHostIds", self.uhost_ids.clone());
        self.location.zonal_request(params, config, "the instances")
    }

    fn decode_output(&self, payload: Value) -> Result<RefundPrices> {
        response::parse_required(payload, "RefundPriceSet")
    }
}
