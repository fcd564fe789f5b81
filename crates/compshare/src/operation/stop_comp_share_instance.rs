use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::Acknowledged;
use crate::protocol::CompShare;

/// Stops a running instance.
///
/// The stop is asynchronous: the state reads `Stopping`, then `Stopped`. Only a `Running` instance can be
/// stopped, and not while an image of it is created. Each operation locks the instance for up to ten
/// minutes; the vendor answers another operation with `InstanceOperationInProgress`.
///
/// <https://www.compshare.cn/docs/gpus/instance/stopcompshareinstance>
#[derive(Clone, Debug)]
pub struct StopCompShareInstance {
    instance: InstanceRef,
    force: bool,
}

impl StopCompShareInstance {
    /// Creates the request for one instance. Region and zone are required, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is empty, too long, or has a
    /// character that no id has.
    pub fn new(uhost_id: &str) -> Result<Self> {
        Ok(Self { instance: InstanceRef::new(uhost_id)?, force: false })
    }

    /// Forces the stop. Required for spot instances. Default false, which is not sent. The vendor's typed
    /// Go and Python SDKs lack this field and silently drop it.
    #[must_use]
    pub fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }
}

location_setters!(StopCompShareInstance, instance.location);

impl Operation for StopCompShareInstance {
    type Protocol = CompShare;
    type Output = Acknowledged;
    const NAME: &'static str = "StopCompShareInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = self.instance.params(Self::NAME);
        params.push_if_some("Force", self.force.then_some(true));
        self.instance.request(params, config)
    }

    fn decode_output(&self, payload: Value) -> Result<Acknowledged> {
        self.instance.parse_acknowledgement(payload)
    }
}
