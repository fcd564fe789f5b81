use tingji_core::params::{true_only, validate_id};

use crate::location::located_operation;
use crate::model::Acknowledged;
use crate::response::acknowledge;

located_operation! {
    /// Stops a running instance.
    ///
    /// The stop is asynchronous: the state reads `Stopping`, then `Stopped`. Only a `Running` instance can be
    /// stopped, and not while an image of it is created. Each operation locks the instance for up to ten
    /// minutes; the vendor answers another operation with `InstanceOperationInProgress`.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/stopcompshareinstance>
    pub struct StopCompShareInstance: ObserveFirst -> Acknowledged;
    /// Creates the request for one instance. Region and zone are required, here or in the client.
    new("UHostId" => uhost_id: String);
    /// Forces the stop. Required for spot instances. Default false, which is not sent. The vendor's typed
    /// Go and Python SDKs lack this field and silently drop it.
    "Force" => force: bool as true_only;
    request(self, config) {
        validate_id(&self.uhost_id)?;
        self.zonal_request(config, &self.uhost_id)
    }
    decode(self, payload) { acknowledge(payload, &self.uhost_id) }
}
