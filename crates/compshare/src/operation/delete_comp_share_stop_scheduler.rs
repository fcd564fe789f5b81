use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::Acknowledged;
use crate::protocol::CompShare;

/// Cancels the scheduled stop of an instance.
///
/// A project id is required; [`GetProjectList`](super::GetProjectList) returns it.
///
/// <https://www.compshare.cn/docs/gpus/instance/deletecompsharestopscheduler>
#[derive(Clone, Debug)]
pub struct DeleteCompShareStopScheduler {
    instance: InstanceRef,
}

impl DeleteCompShareStopScheduler {
    /// Creates the request for one instance. Region and project are required, here or in the client; the
    /// zone is sent if it is known.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is empty, too long, or has a
    /// character that no id has.
    pub fn new(uhost_id: &str) -> Result<Self> {
        Ok(Self { instance: InstanceRef::new(uhost_id)? })
    }
}

location_setters!(DeleteCompShareStopScheduler, instance.location);

impl Operation for DeleteCompShareStopScheduler {
    type Protocol = CompShare;
    type Output = Acknowledged;
    const NAME: &'static str = "DeleteCompShareStopScheduler";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        self.instance.require_project(config)?;
        self.instance.require_region(config)?;
        let params = self.instance.params(Self::NAME);
        Ok(self.instance.location.request(params, config))
    }

    fn decode_output(&self, payload: Value) -> Result<Acknowledged> {
        self.instance.parse_acknowledgement(payload)
    }
}
