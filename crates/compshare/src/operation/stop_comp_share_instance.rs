use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::CompShare;
use crate::model::Accepted;
use crate::place::{Target, place_setters};

/// Stops a running instance.
///
/// Asynchronous: `Stopping`, then `Stopped`. Only a `Running` instance may be stopped, and not
/// while an image of it is being made. Each operation locks the instance for up to ten minutes;
/// another one meanwhile is answered with `InstanceOperationInProgress`.
///
/// <https://www.compshare.cn/docs/gpus/instance/stopcompshareinstance>
#[derive(Clone, Debug)]
pub struct StopCompShareInstance {
    target: Target,
    force: bool,
}

impl StopCompShareInstance {
    /// Of the instance with this id. Its region and zone are needed too, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id can't be one.
    pub fn new(uhost_id: &str) -> Result<Self> {
        Ok(Self { target: Target::new(uhost_id)?, force: false })
    }

    /// Stops spot instances too, which CompShare otherwise refuses. Default false, which is not
    /// sent. (The vendor's typed Go and Python SDKs have no such field and drop it in silence.)
    #[must_use]
    pub fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }
}

place_setters!(StopCompShareInstance, target.place);

impl Operation for StopCompShareInstance {
    type Protocol = CompShare;
    type Output = Accepted;
    const NAME: &'static str = "StopCompShareInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<Draft> {
        let mut params = self.target.params(Self::NAME);
        params.push_some("Force", self.force.then_some(true));
        self.target.form(params, config)
    }

    fn output(&self, payload: Value) -> Result<Accepted> {
        self.target.accepted(payload)
    }
}
