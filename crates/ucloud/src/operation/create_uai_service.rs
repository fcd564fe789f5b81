use tingji_core::operation;
use tingji_core::operation::parse_required;

use crate::model::CreatedService;
use crate::protocol::{Rpc, operation_request};
use crate::validate::{require, require_text, validate_name};

operation! {
    /// Creates an elastic service, which runs on CPUs.
    ///
    /// The new service has no version, and its status reads `ToDeploy`.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/create_uai_service.py>
    pub struct CreateUAIService: Rpc, Never -> CreatedService;
    /// Creates the request from name, CPU cores and memory in GB.
    new("SrvName" => srv_name: String, "CPU" => cpu: u32, "Memory" => memory: u32);
    /// Business group. Default: the vendor's, `Default`.
    "BusinessGroup" => business_group: Option<String>;
    request(self, config) {
        require_text("SrvName", &self.srv_name)?;
        validate_name(&self.srv_name)?;
        let is_valid = (1..=8).contains(&self.cpu) && self.cpu == self.memory;
        require(is_valid, "a node needs 1 to 8 cores and the same number of GB")?;
        operation_request(self, config)
    }
    decode(self, payload) { parse_required(payload, "ServiceID") }
}
