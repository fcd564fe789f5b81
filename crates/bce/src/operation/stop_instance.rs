use http::Method;
use tingji_core::operation;
use tingji_core::params::true_only;

use super::request::{instance_path, json};
use crate::model::Acknowledged;
use crate::protocol::Bcc;

operation! {
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
    /// client.send(&StopInstance::new("i-DemoV100").force_stop(true)).await?;
    /// let response = client.send(&GetInstance::new("i-DemoV100")).await?;
    /// assert_eq!(response.instance.status, Some(InstanceStatus::Stopping));
    /// // A second stop is rejected: the instance is no longer running.
    /// let error = client.send(&StopInstance::new("i-DemoV100")).await.unwrap_err();
    /// assert_eq!(error.code(), Some("Instance.StopInstanceOperationForbidden"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/Tjwvyobwq>
    pub struct StopInstance: Bcc, ObserveFirst -> Acknowledged;
    /// Creates a clean stop of one instance.
    new(=> instance_id: String);
    /// Powers off without a clean shutdown; unsaved data is lost. Default false.
    "forceStop" => force_stop: bool;
    /// Ends the charges for compute; disks and public addresses are still charged. Default false.
    ///
    /// The vendor rejects it with 403 `Bcc.PrePayCannotStopWithNoCharge` for prepaid instances,
    /// `Bcc.Rocv1CannotStopWithNoCharge` for local disks and `Bcc.InstanceTypeNotSupportException` for some
    /// GPU and all FPGA types. Spot instances, dedicated hosts, bare metal and nodes of other products do
    /// not support it either. The vendor may have to enable it for the account.
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/Ilq0ti621>
    "stopWithNoCharge" => stop_with_no_charge: bool as true_only;
    request(self, _region) { Ok(json(Method::PUT, &instance_path(&self.instance_id)?, self)?.query("stop")) }
}
