use tingji_core::operation;
use tingji_core::params::validate_id;

use crate::model::Acknowledged;
use crate::protocol::{Rpc, operation_request};
use crate::validate::require_text;

operation! {
    /// Allows a client to use a service.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/auth_uai_service_client.py>
    pub struct AuthUAISrvServiceClient: Rpc, ObserveFirst -> Acknowledged;
    /// Creates the request for a service and a client.
    new("ServiceID" => service_id: String, "ClientID" => client_id: String);
    request(self, config) {
        validate_id(&self.service_id)?;
        require_text("ClientID", &self.client_id)?;
        operation_request(self, config)
    }
}
