use tingji_core::params::validate_id;

use crate::location::located_operation;
use crate::model::Acknowledged;
use crate::response::acknowledge;
use crate::validate::{require_text, validate_name};

located_operation! {
    /// Renames an instance. Possible in any state.
    ///
    /// A name has at most 63 characters: Chinese, letters, digits and `_ . , : -`.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/modifycompshareinstancename>
    pub struct ModifyCompShareInstanceName: ObserveFirst -> Acknowledged;
    /// Creates the request for one instance and its new name. The region is required, here or in the
    /// client. The zone is sent if it is known; the vendor's SDKs require it.
    new("UHostId" => uhost_id: String, "Name" => name: String);
    request(self, config) {
        validate_id(&self.uhost_id)?;
        require_text("Name", &self.name)?;
        validate_name(&self.name)?;
        self.regional_request(config, &format!("the region of {}", self.uhost_id))
    }
    decode(self, payload) { acknowledge(payload, &self.uhost_id) }
}
