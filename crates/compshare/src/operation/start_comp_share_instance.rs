use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::Acknowledged;
use crate::protocol::CompShare;

/// Starts a stopped instance: `Starting`, then `Running`. From then on it is charged.
///
/// Only a `Stopped` instance may be started, and not while it is being recycled or while another
/// operation holds it (`InstanceOperationInProgress`). A stop gave the card of a `Postpay` instance
/// away, so that there may be none (226604, 8357).
///
/// <https://www.compshare.cn/docs/gpus/instance/startcompshareinstance>
#[derive(Clone, Debug)]
pub struct StartCompShareInstance {
    instance: InstanceRef,
    without_gpu: bool,
}

impl StartCompShareInstance {
    /// Of the instance with this id. Its region and zone are needed too, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id can't be one.
    pub fn new(uhost_id: &str) -> Result<Self> {
        Ok(Self { instance: InstanceRef::new(uhost_id)?, without_gpu: false })
    }

    /// Starts it without its card, which is cheap. Default false, which is not sent. One instance of
    /// an account may run so. (The vendor's typed SDKs drop this in silence and start it with the
    /// card; its command has an undocumented `WithoutGpuSpec`, the documents this.)
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

    fn request(&self, config: &Config) -> Result<Draft> {
        let mut params = self.instance.params(Self::NAME);
        params.push_if_some("WithoutGpu", self.without_gpu.then_some(true));
        self.instance.request(params, config)
    }

    fn output(&self, payload: Value) -> Result<Acknowledged> {
        self.instance.parse_acknowledgement(payload)
    }
}
