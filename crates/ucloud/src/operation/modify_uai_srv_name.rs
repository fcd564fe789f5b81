use tingji_core::operation;
use tingji_core::params::validate_id;

use crate::model::Acknowledged;
use crate::protocol::{Rpc, operation_request};
use crate::validate::{require_text, validate_name};

operation! {
    /// Renames a service.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/modify_uai_srv_name.py>
    pub struct ModifyUAISrvName: Rpc, ObserveFirst -> Acknowledged;
    /// Creates the request for a service and its new name.
    new("ServiceID" => service_id: String, "SrvName" => srv_name: String);
    request(self, config) {
        validate_id(&self.service_id)?;
        require_text("SrvName", &self.srv_name)?;
        validate_name(&self.srv_name)?;
        operation_request(self, config)
    }
}
