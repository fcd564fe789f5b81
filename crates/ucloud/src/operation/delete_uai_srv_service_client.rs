use tingji_core::operation;
use tingji_core::params::validate_id;

use crate::model::Acknowledged;
use crate::protocol::{Rpc, operation_request};
use crate::validate::require_text;

operation! {
    /// Revokes a client's permission to use a service.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/delete_uai_srv_client.py>
    pub struct DeleteUAISrvServiceClient: Rpc, Never -> Acknowledged;
    /// Creates the request for a service and a client.
    new("ServiceID" => service_id: String, "ClientID" => client_id: String);
    request(self, config) {
        validate_id(&self.service_id)?;
        require_text("ClientID", &self.client_id)?;
        operation_request(self, config)
    }
}
