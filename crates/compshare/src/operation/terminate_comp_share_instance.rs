use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::TerminatedInstance;
use crate::protocol::CompShare;
use crate::response;

/// Deletes a stopped instance with its system disk, and releases its public address.
///
/// Only a `Stopped` instance can be deleted (otherwise code 8856). Data disks are detached and stay charged
/// unless [`release_udisk`](Self::release_udisk) deletes them too.
///
/// <https://www.compshare.cn/docs/gpus/instance/terminatecompshareinstance>
#[derive(Clone, Debug)]
pub struct TerminateCompShareInstance {
    instance: InstanceRef,
    release_udisk: bool,
}

impl TerminateCompShareInstance {
    /// Creates the request for one instance. Region and zone are required, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is empty, too long, or has a
    /// character that no id has.
    pub fn new(uhost_id: &str) -> Result<Self> {
        Ok(Self { instance: InstanceRef::new(uhost_id)?, release_udisk: false })
    }

    /// Deletes the data disks too. Default false, which is not sent.
    #[must_use]
    pub fn release_udisk(mut self, release_udisk: bool) -> Self {
        self.release_udisk = release_udisk;
        self
    }
}

location_setters!(TerminateCompShareInstance, instance.location);

impl Operation for TerminateCompShareInstance {
    type Protocol = CompShare;
    type Output = TerminatedInstance;
    const NAME: &'static str = "TerminateCompShareInstance";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = self.instance.params(Self::NAME);
        params.push_if_some("ReleaseUDisk", self.release_udisk.then_some(true));
        self.instance.request(params, config)
    }

    fn decode_output(&self, payload: Value) -> Result<TerminatedInstance> {
        let output: TerminatedInstance = response::parse(payload)?;
        self.instance.require_same(output.uhost_id.as_deref())?;
        Ok(output)
    }
}
