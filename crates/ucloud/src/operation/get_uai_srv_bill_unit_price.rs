use tingji_core::operation;

use crate::model::{ServiceKind, UndocumentedResponse};
use crate::protocol::{Rpc, operation_request};
use crate::validate::require_text;

operation! {
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
    /// let price = client.send(&GetUAISrvBillUnitPrice::new(ServiceKind::Exclusive, "17")).await?;
    /// println!("{:?}", *price.extra);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_bill_unitprice.py>
    pub struct GetUAISrvBillUnitPrice: Rpc, Safe -> UndocumentedResponse;
    /// Creates the request for a service type and a node type.
    new(
        "ServiceTypeId" => service_type_id: ServiceKind as ServiceKind::id,
        "BillProdId" => bill_prod_id: String,
    );
    request(self, config) {
        require_text("BillProdId", &self.bill_prod_id)?;
        operation_request(self, config)
    }
}
