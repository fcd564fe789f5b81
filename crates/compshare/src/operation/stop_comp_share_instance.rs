use serde::{Deserialize, Serialize};
use serde_json::Value;
use tingji_core::operation::{Draft, Operation, read};
use tingji_core::{Error, ErrorKind, InstanceId, Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;
use tingji_ucloud::protocol::form_request;

use super::place;
use crate::CompShare;

/// Stops a running instance.
///
/// Asynchronous: `Stopping`, then `Stopped`. Only a `Running` instance may be stopped, and not
/// while an image of it is being made. Each operation locks the instance for up to ten minutes;
/// another one meanwhile is answered with `InstanceOperationInProgress`.
///
/// <https://www.compshare.cn/docs/gpus/instance/stopcompshareinstance>
#[derive(Clone, Debug)]
pub struct StopCompShareInstance {
    uhost_id: String,
    region: Option<String>,
    zone: Option<String>,
    force: bool,
}

impl StopCompShareInstance {
    /// By its id. Region and zone are needed too, here or in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id can't be one.
    pub fn new(uhost_id: &str) -> Result<Self> {
        let uhost_id = InstanceId::new(uhost_id, None)?.id().to_owned();
        Ok(Self { uhost_id, region: None, zone: None, force: false })
    }

    /// The instance's region, such as `cn-wlcb`. Default: that of the zone, else the client's.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The instance's zone, such as `cn-wlcb-01`. Default: the client's, if it is in this region.
    #[must_use]
    pub fn zone(mut self, zone: impl Into<String>) -> Self {
        self.zone = Some(zone.into());
        self
    }

    /// Stops spot instances too, which CompShare otherwise refuses. Default false, which is not
    /// sent. (The vendor's typed Go and Python SDKs have no such field and drop it in silence.)
    #[must_use]
    pub fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }
}

/// What was taken on.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct StopCompShareInstanceOutput {
    /// The instance.
    #[serde(rename = "UHostId")]
    pub uhost_id: Option<String>,
}

impl Operation for StopCompShareInstance {
    type Protocol = CompShare;
    type Output = StopCompShareInstanceOutput;
    const NAME: &'static str = "StopCompShareInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<Draft> {
        let place = place(self.region.as_deref(), self.zone.as_deref(), config);
        if place.region.is_none() || place.zone.is_none() {
            let message = format!("the region and zone of {} are not known: set them", self.uhost_id);
            return Err(Error::new(ErrorKind::InvalidRequest, message));
        }
        let mut params = Params::new(Self::NAME);
        params.push("UHostId", self.uhost_id.as_str());
        params.push_some("Force", self.force.then_some(true));
        Ok(form_request(params, &place))
    }

    fn output(&self, payload: Value) -> Result<StopCompShareInstanceOutput> {
        let output: StopCompShareInstanceOutput = read(payload)?;
        match &output.uhost_id {
            Some(id) if *id != self.uhost_id => {
                Err(Error::new(ErrorKind::Decode, "the answer is not about the instance that was to stop"))
            }
            _ => Ok(output),
        }
    }
}
