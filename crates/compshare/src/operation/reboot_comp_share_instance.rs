use tingji_core::params::validate_id;

use crate::location::located_operation;
use crate::model::Acknowledged;
use crate::response::acknowledge;

located_operation! {
    /// Reboots a running instance. Its state reads `Rebooting`, then `Running`.
    ///
    /// Only a `Running` instance can be rebooted, and not while an image of it is created, while it is being
    /// recycled, or while another operation locks it (`InstanceOperationInProgress`). A forced reboot does not
    /// exist.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/rebootcompshareinstance>
    pub struct RebootCompShareInstance: ObserveFirst -> Acknowledged;
    /// Creates the request for one instance. Region and zone are required, here or in the client.
    new("UHostId" => uhost_id: String);
    request(self, config) {
        validate_id(&self.uhost_id)?;
        self.zonal_request(config, &self.uhost_id)
    }
    decode(self, payload) { acknowledge(payload, &self.uhost_id) }
}
