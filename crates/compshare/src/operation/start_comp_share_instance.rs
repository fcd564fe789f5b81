use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::Acknowledged;
use crate::protocol::CompShare;

/// Starts a stopped instance. Its state reads `Starting`, then `Running`. It is charged from then on.
///
/// Only a `Stopped` instance can be started, and not while it is being recycled or another operation locks
/// it (`InstanceOperationInProgress`). A stop releases the GPU of a `Postpay` instance, so none may be free
/// for the start (codes 226604 and 8357).
///
/// <https://www.compshare.cn/docs/gpus/instance/startcompshareinstance>
#[derive(Clone, Debug)]
pub struct StartCompShareInstance {
    instance: InstanceRef,
    without_gpu: bool,
}

impl StartCompShareInstance {
    /// Creates the request for one instance. Region and zone are required, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is empty, too long, or has a
    /// character that no id has.
    pub fn new(uhost_id: &str) -> Result<Self> {
        Ok(Self { instance: InstanceRef::new(uhost_id)?, without_gpu: false })
    }

    /// Starts the instance without its GPU, at a lower price. Default false, which is not sent. An account
    /// may run one such instance. The vendor's typed SDKs silently drop this parameter and start with the
    /// GPU; its command sends an undocumented `WithoutGpuSpec` instead.
    #[must_use]
    pub fn without_gpu(mut self, without_gpu: bool) -> Self {
        self.without_gpu = without_gpu;
        self
    }
}

location_setters!(StartCompShareInstance, instance.location);

impl Operation for StartCompShareInstance {
    type Protocol = CompShare;
    type Output = Acknowledged;
    const NAME: &'static str = "StartCompShareInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = self.instance.params(Self::NAME);
        params.push_if_some("WithoutGpu", self.without_gpu.then_some(true));
        self.instance.request(params, config)
    }

    fn decode_output(&self, payload: Value) -> Result<Acknowledged> {
        self.instance.parse_acknowledgement(payload)
    }
}
