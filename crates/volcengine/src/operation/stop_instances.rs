use serde::{Deserialize, Serialize};
use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Error, ErrorKind, Result, RetryClass, lenient};

use super::{MOST_IDS, Params, checked_id, checked_token};
use crate::error::Fault;
use crate::{Ecs, StoppedMode};

/// Stops up to 100 instances: `Action=StopInstances`.
///
/// Asynchronous, and each instance for itself: the request succeeds although instances failed, so
/// every [`OperationDetail`] must be looked at. There is no dry run.
///
/// <https://www.volcengine.com/docs/6396/101067>
#[derive(Clone, Debug)]
pub struct StopInstances {
    instance_ids: Vec<String>,
    force_stop: Option<bool>,
    stopped_mode: Option<StoppedMode>,
    client_token: Option<String>,
}

impl StopInstances {
    /// Stops of these instances, as from inside the machine.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](ErrorKind::InvalidRequest) unless there are 1 to 100 ids that can be ones.
    pub fn new<'a>(instance_ids: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let instance_ids = instance_ids.into_iter().map(checked_id).collect::<Result<Vec<_>>>()?;
        if !(1..=MOST_IDS).contains(&instance_ids.len()) {
            return Err(Error::new(ErrorKind::InvalidRequest, "StopInstances takes 1 to 100 instances"));
        }
        Ok(Self { instance_ids, force_stop: None, stopped_mode: None, client_token: None })
    }

    /// `ForceStop`: see [`StopInstance::force_stop`](super::StopInstance::force_stop).
    #[must_use]
    pub fn force_stop(mut self, force: bool) -> Self {
        self.force_stop = Some(force);
        self
    }

    /// `StoppedMode`: see [`StopInstance::stopped_mode`](super::StopInstance::stopped_mode).
    #[must_use]
    pub fn stopped_mode(mut self, mode: StoppedMode) -> Self {
        self.stopped_mode = Some(mode);
        self
    }

    /// `ClientToken`: see [`StopInstance::client_token`](super::StopInstance::client_token).
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](ErrorKind::InvalidRequest) unless it has 1 to 64 printable ASCII characters.
    pub fn client_token(mut self, token: &str) -> Result<Self> {
        self.client_token = Some(checked_token(token)?);
        Ok(self)
    }
}

/// What became of each instance.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct StopInstancesOutput {
    /// One per instance. That an instance is missing here does not mean that its stop was taken on.
    #[serde(deserialize_with = "lenient::list")]
    pub operation_details: Vec<OperationDetail>,
}

/// What became of one instance.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OperationDetail {
    /// The instance.
    pub instance_id: Option<String>,
    /// The vendor's error, `Code` and `Message`; nothing or empty for a success.
    pub error: Value,
}

impl OperationDetail {
    /// Whether the vendor took the stop of this instance on.
    ///
    /// # Errors
    ///
    /// The vendor's error for this instance, with its kind.
    pub fn result(&self) -> Result<()> {
        // The reply as a whole was a success, so its status says nothing about the instance.
        let error = |fault: Fault| fault.into_error(200).with_operation(StopInstances::NAME);
        Fault::of(&self.error).map_or(Ok(()), |fault| Err(error(fault)))
    }
}

impl Operation for StopInstances {
    type Protocol = Ecs;
    type Output = StopInstancesOutput;
    const NAME: &'static str = "StopInstances";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, _region: &String) -> Result<Draft> {
        let params = Params::of(Self::NAME)
            .list("InstanceIds", &self.instance_ids)
            .one("ForceStop", self.force_stop)
            .one("StoppedMode", self.stopped_mode.as_ref())
            .one("ClientToken", self.client_token.as_ref());
        Ok(params.get())
    }
}
