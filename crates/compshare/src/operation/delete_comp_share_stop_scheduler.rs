use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::CompShare;
use crate::model::Accepted;
use crate::place::{Target, place_setters};

/// Takes back the order to stop an instance at a time.
///
/// A project is required: [`GetProjectList`](super::GetProjectList) tells its id.
///
/// <https://www.compshare.cn/docs/gpus/instance/deletecompsharestopscheduler>
#[derive(Clone, Debug)]
pub struct DeleteCompShareStopScheduler {
    target: Target,
}

impl DeleteCompShareStopScheduler {
    /// Of the instance with this id. Its region and project are needed too, here or in
    /// the client; its zone is sent if it is known.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id can't be one.
    pub fn new(uhost_id: &str) -> Result<Self> {
        Ok(Self { target: Target::new(uhost_id)? })
    }
}

place_setters!(DeleteCompShareStopScheduler, target.place);

impl Operation for DeleteCompShareStopScheduler {
    type Protocol = CompShare;
    type Output = Accepted;
    const NAME: &'static str = "DeleteCompShareStopScheduler";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<Draft> {
        self.target.check_project(config)?;
        self.target.check_region(config)?;
        let params = self.target.params(Self::NAME);
        Ok(self.target.place.form(params, config))
    }

    fn output(&self, payload: Value) -> Result<Accepted> {
        self.target.accepted(payload)
    }
}
