use http::Method;
use serde::Serialize;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::{instance_path, is_false, json_request};
use crate::model::Acknowledged;
use crate::protocol::Bcc;

/// Stops a running instance: `PUT /v2/instance/{id}?stop`.
///
/// Asynchronous: the instance becomes `Stopping`, then `Stopped`. It must be `Running` before, else the
/// vendor responds with 409 `Instance.StopInstanceOperationForbidden`.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
/// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_bce::InstanceStatus;
/// use tingji_bce::operation::{GetInstance, StopInstance};
///
/// client.send(&StopInstance::new("i-DemoV100")?.force_stop(true)).await?;
/// let response = client.send(&GetInstance::new("i-DemoV100")?).await?;
/// assert_eq!(response.instance.status, Some(InstanceStatus::Stopping));
/// // A second stop is rejected: the instance is no longer running.
/// let error = client.send(&StopInstance::new("i-DemoV100")?).await.unwrap_err();
/// assert_eq!(error.code(), Some("Instance.StopInstanceOperationForbidden"));
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/Tjwvyobwq>
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StopInstance {
    #[serde(skip)]
    path: String,
    force_stop: bool,
    #[serde(skip_serializing_if = "is_false")]
    stop_with_no_charge: bool,
}

impl StopInstance {
    /// Creates a clean stop of one instance.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(instance_id: &str) -> Result<Self> {
        Ok(Self { path: instance_path(instance_id)?, force_stop: false, stop_with_no_charge: false })
    }

    /// Powers off without a clean shutdown; unsaved data is lost. Default false.
    #[must_use]
    pub fn force_stop(mut self, force: bool) -> Self {
        self.force_stop = force;
        self
    }

    /// Ends the charges for compute; disks and public addresses are still charged. Default false.
    ///
    /// The vendor rejects it with 403 `Bcc.PrePayCannotStopWithNoCharge` for prepaid instances,
    /// `Bcc.Rocv1CannotStopWithNoCharge` for local disks and `Bcc.InstanceTypeNotSupportException` for some
    /// GPU and all FPGA types. Spot instances, dedicated hosts, bare metal and nodes of other products do
    /// not support it either. The vendor may have to enable it for the account.
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/Ilq0ti621>
    #[must_use]
    pub fn stop_with_no_charge(mut self, no_charge: bool) -> Self {
        self.stop_with_no_charge = no_charge;
        self
    }
}

impl Operation for StopInstance {
    type Protocol = Bcc;
    type Output = Acknowledged;
    const NAME: &'static str = "StopInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        Ok(json_request(Method::PUT, &self.path, self).query("stop"))
    }
}
