use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::{ServiceKind, UndocumentedResponse};
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::require_text;

/// Returns the price of a node type.
///
/// The vendor documents no field of the response.
///
/// ```
/// use tingji_ucloud::model::ServiceKind;
/// use tingji_ucloud::operation::GetUAISrvBillUnitPrice;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Ucloud);
/// # let client = tingji_ucloud::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// let price = client.send(&GetUAISrvBillUnitPrice::new(ServiceKind::Exclusive, "17")?).await?;
/// println!("{:?}", *price.extra);
/// # Ok(())
/// # }
/// ```
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_bill_unitprice.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetUAISrvBillUnitPrice {
    /// Service type.
    pub service_type_id: ServiceKind,
    /// Id of the node type: [`NodeResource::node_id`](crate::model::NodeResource::node_id).
    pub bill_prod_id: String,
}

impl GetUAISrvBillUnitPrice {
    /// Creates the request for a service type and a node type.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if a text is empty.
    pub fn new(service_type_id: ServiceKind, bill_prod_id: &str) -> Result<Self> {
        Ok(Self { service_type_id, bill_prod_id: require_text("BillProdId", bill_prod_id)? })
    }
}

impl Operation for GetUAISrvBillUnitPrice {
    type Protocol = Rpc;
    type Output = UndocumentedResponse;
    const NAME: &'static str = "GetUAISrvBillUnitPrice";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = Params::new(Self::NAME);
        params.push("ServiceTypeId", self.service_type_id.id());
        params.push("BillProdId", self.bill_prod_id.as_str());
        Ok(form_request(params, config))
    }
}
