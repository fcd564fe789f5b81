use crate::location::located_operation;
use crate::model::RefundPrices;
use crate::response;
use crate::validate::{require, validate_ids};

located_operation! {
    /// Returns the refund in CNY for deleting instances now.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/getcompsharerefundprice>
    pub struct GetCompShareRefundPrice: Safe -> RefundPrices;
    /// Creates the request for instances of one zone. Region and zone are required, here or in the client.
    new("UHostIds" => uhost_ids: Vec<String>);
    request(self, config) {
        require(!self.uhost_ids.is_empty(), "the request names no instance")?;
        validate_ids(&self.uhost_ids)?;
        self.zonal_request(config, "the instances")
    }
    decode(self, payload) { response::parse_required(payload, "RefundPriceSet") }
}
