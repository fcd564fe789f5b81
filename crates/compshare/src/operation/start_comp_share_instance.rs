use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::CompShare;
use crate::model::Accepted;
use crate::place::{Target, place_setters};

/// Starts a stopped instance: `Starting`, then `Running`. From then on it is charged.
///
/// Only a `Stopped` instance may be started, and not while it is being recycled or while another
/// operation holds it (`InstanceOperationInProgress`). A stop gave the card of a `Postpay` instance
/// away, so that there may be none (226604, 8357).
///
/// <https://www.compshare.cn/docs/gpus/instance/startcompshareinstance>
#[derive(Clone, Debug)]
pub struct StartCompShareInstance {
    target: Target,
    without_gpu: bool,
}

impl StartCompShareInstance {
    /// Of the instance with this id. Its region and zone are needed too, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id can't be one.
    pub fn new(uhost_id: &str) -> Result<Self> {
        Ok(Self { target: Target::new(uhost_id)?, without_gpu: false })
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

place_setters!(StartCompShareInstance, target.place);

impl Operation for StartCompShareInstance {
    type Protocol = CompShare;
    type Output = Accepted;
    const NAME: &'static str = "StartCompShareInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<Draft> {
        let mut params = self.target.params(Self::NAME);
        params.push_some("WithoutGpu", self.without_gpu.then_some(true));
        self.target.form(params, config)
    }

    fn output(&self, payload: Value) -> Result<Accepted> {
        self.target.accepted(payload)
    }
}
