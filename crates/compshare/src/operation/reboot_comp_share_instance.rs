use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::CompShare;
use crate::model::Accepted;
use crate::place::{Target, place_setters};

/// Reboots a running instance: `Rebooting`, then `Running`.
///
/// Only a `Running` instance may be rebooted, and not while an image of it is being made, while it is
/// being recycled or while another operation holds it (`InstanceOperationInProgress`). There is no
/// forced form.
///
/// <https://www.compshare.cn/docs/gpus/instance/rebootcompshareinstance>
#[derive(Clone, Debug)]
pub struct RebootCompShareInstance {
    target: Target,
}

impl RebootCompShareInstance {
    /// Of the instance with this id. Its region and zone are needed too, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id can't be one.
    pub fn new(uhost_id: &str) -> Result<Self> {
        Ok(Self { target: Target::new(uhost_id)? })
    }
}

place_setters!(RebootCompShareInstance, target.place);

impl Operation for RebootCompShareInstance {
    type Protocol = CompShare;
    type Output = Accepted;
    const NAME: &'static str = "RebootCompShareInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<Draft> {
        let params = self.target.params(Self::NAME);
        self.target.form(params, config)
    }

    fn output(&self, payload: Value) -> Result<Accepted> {
        self.target.accepted(payload)
    }
}
