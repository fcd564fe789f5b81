use http::Method;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};

use super::{JSON, path};
use crate::Bcc;

/// Stops a running instance: `PUT /v2/instance/{id}?stop`.
///
/// Asynchronous: `Stopping`, then `Stopped`. Only a `Running` instance may be stopped; any other
/// state is answered with 409 `Instance.StopInstanceOperationForbidden`.
///
/// <https://cloud.baidu.com/doc/BCC/s/Tjwvyobwq>
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StopInstance {
    #[serde(skip)]
    path: String,
    force_stop: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    stop_with_no_charge: bool,
}

impl StopInstance {
    /// A stop as from inside the machine.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id can't be one.
    pub fn new(instance_id: &str) -> Result<Self> {
        Ok(Self { path: path(instance_id)?, force_stop: false, stop_with_no_charge: false })
    }

    /// Cuts the power: what is not yet written to disk may be lost. Default false.
    #[must_use]
    pub fn force_stop(mut self, force: bool) -> Self {
        self.force_stop = force;
        self
    }

    /// Stops charging for compute. Default false. Refused with 403 for prepaid instances, local
    /// disks, spot, bare metal and part of the GPU families.
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/Ilq0ti621>
    #[must_use]
    pub fn stop_with_no_charge(mut self, no_charge: bool) -> Self {
        self.stop_with_no_charge = no_charge;
        self
    }
}

/// Nothing: the vendor answers with an empty body.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[non_exhaustive]
pub struct StopInstanceOutput {}

impl Operation for StopInstance {
    type Protocol = Bcc;
    type Output = StopInstanceOutput;
    const NAME: &'static str = "StopInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn output(&self, _nothing: Value) -> Result<StopInstanceOutput> {
        Ok(StopInstanceOutput {})
    }

    fn request(&self, _region: &String) -> Result<Draft> {
        let body = serde_json::json!(self).to_string();
        Ok(Draft::new(Method::PUT, self.path.as_str()).query("stop").body(JSON, body))
    }
}
