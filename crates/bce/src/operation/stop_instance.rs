use http::Method;
use serde::Serialize;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::{instance_path, is_false, json_request};
use crate::model::Acknowledged;
use crate::protocol::Bcc;

/// Stops a running instance: `PUT /v2/instance/{id}?stop`.
///
/// Asynchronous: `Stopping`, then `Stopped`. Only a `Running` instance may be stopped; any other
/// state is answered with 409 `Instance.StopInstanceOperationForbidden`.
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
/// let answer = client.send(&GetInstance::new("i-DemoV100")?).await?;
/// assert_eq!(answer.instance.status, Some(InstanceStatus::Stopping));
/// // A second one is refused: only what runs can be stopped.
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
    /// A stop as from inside the machine.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(instance_id: &str) -> Result<Self> {
        Ok(Self { path: instance_path(instance_id)?, force_stop: false, stop_with_no_charge: false })
    }

    /// Cuts the power: what is not yet written to disk may be lost. Default false.
    #[must_use]
    pub fn force_stop(mut self, force: bool) -> Self {
        self.force_stop = force;
        self
    }

    /// Stops charging for compute. Default false. Refused with 403: `Bcc.PrePayCannotStopWithNoCharge`
    /// for prepaid instances, `Bcc.Rocv1CannotStopWithNoCharge` for local disks and
    /// `Bcc.InstanceTypeNotSupportException` for part of the GPU and all FPGA types. Nor is it for spot,
    /// dedicated hosts, bare metal and the nodes of other products, and the vendor may ask for the
    /// account to be admitted. Disks and public addresses are charged on.
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
