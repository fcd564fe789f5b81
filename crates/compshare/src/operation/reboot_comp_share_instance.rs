use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::Acknowledged;
use crate::protocol::CompShare;

/// Reboots a running instance. Its state reads `Rebooting`, then `Running`.
///
/// Only a `Running` instance can be rebooted, and not while an image of it is created, while it is being
/// recycled, or while another operation locks it (`InstanceOperationInProgress`). A forced reboot does not
/// exist.
///
/// <https://www.compshare.cn/docs/gpus/instance/rebootcompshareinstance>
#[derive(Clone, Debug)]
pub struct RebootCompShareInstance {
    instance: InstanceRef,
}

impl RebootCompShareInstance {
    /// Creates the request for one instance. Region and zone are required, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is empty, too long, or has a
    /// character that no id has.
    pub fn new(uhost_id: &str) -> Result<Self> {
        Ok(Self { instance: InstanceRef::new(uhost_id)? })
    }
}

location_setters!(RebootCompShareInstance, instance.location);

impl Operation for RebootCompShareInstance {
    type Protocol = CompShare;
    type Output = Acknowledged;
    const NAME: &'static str = "RebootCompShareInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let params = self.instance.params(Self::NAME);
        self.instance.request(params, config)
    }

    fn decode_output(&self, payload: Value) -> Result<Acknowledged> {
        self.instance.parse_acknowledgement(payload)
    }
}
