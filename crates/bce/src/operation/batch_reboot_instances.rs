use tingji_core::operation;
use tingji_core::params::true_only;

use super::request::batch;
use crate::model::BatchOutput;
use crate::protocol::Bcc;

operation! {
    /// Reboots up to 100 running instances: `PUT /v2/instance/batchAction?reboot`.
    ///
    /// Every instance must be `Running`, else the vendor responds with 409
    /// `Instance.RebootInstanceOperationForbidden`. The operation is in the vendor's SDKs, but undocumented.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
    /// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_bce::operation::BatchRebootInstances;
    ///
    /// let response = client.send(&BatchRebootInstances::new(["i-DemoV100", "i-DemoCpu1"])).await?;
    /// assert!(response.failed_instance_id_list.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/vjwvyoa62>
    pub struct BatchRebootInstances: Bcc, ObserveFirst -> BatchOutput, "BatchRebootInstance";
    /// Creates a clean reboot of these instances.
    new("instanceIds" => instance_ids: Vec<String>);
    /// Powers off without a clean shutdown; unsaved data is lost. Default false.
    "forceStop" => force_stop: bool as true_only;
    /// Sets the idempotency token, 1 to 64 ASCII characters: repeated requests within 24 hours are executed
    /// once. Undocumented; the vendor's Python SDK sends one. Default: none.
    => client_token: Option<String>;
    request(self, _region) { batch("reboot", &self.instance_ids, self.client_token.as_deref(), self) }
    decode(self, payload) { BatchOutput::parse(payload) }
}
