use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::CompShare;
use crate::model::Terminated;
use crate::place::{Target, place_setters};
use crate::reply;

/// Deletes a stopped instance with its system disk, and gives its public address back.
///
/// Only a `Stopped` instance may be deleted (else 8856). Data disks stay, detached and charged,
/// unless they are to go as well.
///
/// <https://www.compshare.cn/docs/gpus/instance/terminatecompshareinstance>
#[derive(Clone, Debug)]
pub struct TerminateCompShareInstance {
    target: Target,
    release_udisk: bool,
}

impl TerminateCompShareInstance {
    /// Of the instance with this id. Its region and zone are needed too, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id can't be one.
    pub fn new(uhost_id: &str) -> Result<Self> {
        Ok(Self { target: Target::new(uhost_id)?, release_udisk: false })
    }

    /// Deletes the data disks too. Default false, which is not sent.
    #[must_use]
    pub fn release_udisk(mut self, release_udisk: bool) -> Self {
        self.release_udisk = release_udisk;
        self
    }
}

place_setters!(TerminateCompShareInstance, target.place);

impl Operation for TerminateCompShareInstance {
    type Protocol = CompShare;
    type Output = Terminated;
    const NAME: &'static str = "TerminateCompShareInstance";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<Draft> {
        let mut params = self.target.params(Self::NAME);
        params.push_some("ReleaseUDisk", self.release_udisk.then_some(true));
        self.target.form(params, config)
    }

    fn output(&self, payload: Value) -> Result<Terminated> {
        let output: Terminated = reply::read(payload)?;
        self.target.check(output.uhost_id.as_deref())?;
        Ok(output)
    }
}
