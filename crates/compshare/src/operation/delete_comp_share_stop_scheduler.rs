use tingji_core::params::validate_id;

use crate::location::located_operation;
use crate::model::Acknowledged;
use crate::response::acknowledge;

located_operation! {
    /// Cancels the scheduled stop of an instance.
    ///
    /// A project id is required; [`GetProjectList`](super::GetProjectList) returns it.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/deletecompsharestopscheduler>
    pub struct DeleteCompShareStopScheduler: ObserveFirst -> Acknowledged;
    /// Creates the request for one instance. Region and project are required, here or in the client; the
    /// zone is sent if it is known.
    new("UHostId" => uhost_id: String);
    request(self, config) {
        validate_id(&self.uhost_id)?;
        self.require_project(config)?;
        self.regional_request(config, &format!("the region of {}", self.uhost_id))
    }
    decode(self, payload) { acknowledge(payload, &self.uhost_id) }
}
