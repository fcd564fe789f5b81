use tingji_core::operation;

use super::request::batch;
use crate::model::BatchOutput;
use crate::protocol::Bcc;

operation! {
    /// Starts up to 100 stopped instances: `PUT /v2/instance/batchAction?start`.
    ///
    /// Every instance must be `Stopped`, else the vendor responds with 409
    /// `Instance.StartInstanceOperationForbidden`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
    /// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_bce::operation::{BatchStartInstances, BatchStopInstances};
    ///
    /// let ids = ["i-DemoV100", "i-DemoCpu1"];
    /// client.send(&BatchStopInstances::new(ids)).await?;
    /// sandbox.advance(std::time::Duration::from_secs(60));
    /// let response = client.send(&BatchStartInstances::new(ids)).await?;
    /// assert!(response.failed_instance_id_list.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/Mjwvyobl0>
    pub struct BatchStartInstances: Bcc, ObserveFirst -> BatchOutput, "BatchStartInstance";
    /// Creates the start of these instances.
    new("instanceIds" => instance_ids: Vec<String>);
    /// Sets the idempotency token, 1 to 64 ASCII characters: repeated requests within 24 hours are executed
    /// once. Undocumented; the vendor's Python SDK sends one. Default: none.
    => client_token: Option<String>;
    request(self, _region) { batch("start", &self.instance_ids, self.client_token.as_deref(), self) }
    decode(self, payload) { BatchOutput::parse(payload) }
}
