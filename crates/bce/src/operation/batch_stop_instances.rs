use tingji_core::operation;
use tingji_core::params::true_only;

use super::request::batch;
use crate::model::BatchOutput;
use crate::protocol::Bcc;

operation! {
    /// Stops up to 100 running instances: `PUT /v2/instance/batchAction?stop`.
    ///
    /// Every instance must be `Running`, else the vendor responds with 409
    /// `Instance.StopInstanceOperationForbidden`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
    /// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_bce::operation::BatchStopInstances;
    ///
    /// let stop = BatchStopInstances::new(["i-DemoV100", "i-DemoCpu1"]).client_token("night-1");
    /// let response = client.send(&stop).await?;
    /// assert!(response.failed_instance_id_list.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/Akyb07kw0>
    pub struct BatchStopInstances: Bcc, ObserveFirst -> BatchOutput, "BatchStopInstance";
    /// Creates a clean stop of these instances.
    new("instanceIds" => instance_ids: Vec<String>);
    /// Powers off without a clean shutdown; unsaved data is lost. Default false.
    "forceStop" => force_stop: bool as true_only;
    /// Ends the charges for compute. Has no effect unless all of the instances support it, see
    /// [`ListNoChargeInstances`](super::ListNoChargeInstances). Default false.
    "stopWithNoCharge" => stop_with_no_charge: bool as true_only;
    /// Sets the idempotency token, 1 to 64 ASCII characters: repeated requests within 24 hours are executed
    /// once. Undocumented; the vendor's Python SDK sends one. Default: none.
    => client_token: Option<String>;
    request(self, _region) { batch("stop", &self.instance_ids, self.client_token.as_deref(), self) }
    decode(self, payload) { BatchOutput::parse(payload) }
}
