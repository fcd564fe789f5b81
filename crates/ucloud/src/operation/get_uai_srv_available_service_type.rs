use tingji_core::operation;

use crate::model::UndocumentedResponse;
use crate::protocol::{Rpc, operation_request};

operation! {
    /// Lists the service types that can be created.
    ///
    /// The vendor documents no field of the response.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_available_srv_type.py>
    pub struct GetUAISrvAvailableServiceType: Rpc, Safe -> UndocumentedResponse;
    /// Creates a request for all service types.
    new();
    request(self, config) { operation_request(self, config) }
}
