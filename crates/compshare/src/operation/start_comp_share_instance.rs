use tingji_core::params::{true_only, validate_id};

use crate::location::located_operation;
use crate::model::Acknowledged;
use crate::response::acknowledge;

located_operation! {
    /// Starts a stopped instance. Its state reads `Starting`, then `Running`. It is charged from then on.
    ///
    /// Only a `Stopped` instance can be started, and not while it is being recycled or another operation locks
    /// it (`InstanceOperationInProgress`). A stop releases the GPU of a `Postpay` instance, so none may be free
    /// for the start (codes 226604 and 8357).
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/startcompshareinstance>
    pub struct StartCompShareInstance: ObserveFirst -> Acknowledged;
    /// Creates the request for one instance. Region and zone are required, here or in the client.
    new("UHostId" => uhost_id: String);
    /// Starts the instance without its GPU, at a lower price. Default false, which is not sent. An account
    /// may run one such instance. The vendor's typed SDKs silently drop this parameter and start with the
    /// GPU; its command sends an undocumented `WithoutGpuSpec` instead.
    "WithoutGpu" => without_gpu: bool as true_only;
    request(self, config) {
        validate_id(&self.uhost_id)?;
        self.zonal_request(config, &self.uhost_id)
    }
    decode(self, payload) { acknowledge(payload, &self.uhost_id) }
}
