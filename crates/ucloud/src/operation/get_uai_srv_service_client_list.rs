use tingji_core::operation;
use tingji_core::params::validate_id;

use crate::model::UndocumentedResponse;
use crate::protocol::{Rpc, operation_request};
use crate::validate::DEFAULT_PAGE_SIZE;

operation! {
    /// Lists the clients that may use a service.
    ///
    /// The vendor documents no field of the response.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_client_list.py>
    pub struct GetUAISrvServiceClientList: Rpc, Safe -> UndocumentedResponse;
    /// Creates a request for the first page of a service's clients.
    new("ServiceID" => service_id: String);
    /// Number of entries to skip. Default 0.
    "Offset" => offset: u32;
    /// Maximum number of entries on a page. Default 100.
    "Limit" => limit: u32 = DEFAULT_PAGE_SIZE;
    request(self, config) {
        validate_id(&self.service_id)?;
        operation_request(self, config)
    }
}
