use http::Method;
use tingji_core::operation;

use super::request::{instance_path, json};
use crate::model::BatchOutput;
use crate::protocol::Bcc;

operation! {
    /// Reboots a running instance: `PUT /v2/instance/{id}?reboot`.
    ///
    /// Asynchronous: the instance becomes `Starting`, then `Running`. It must be `Running` before, else the
    /// vendor responds with 409 `Instance.RebootInstanceOperationForbidden`. The first poll may still return
    /// the `Running` from before the reboot.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
    /// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_bce::operation::RebootInstance;
    ///
    /// let response = client.send(&RebootInstance::new("i-DemoV100")).await?;
    /// assert!(response.failed_instance_id_list.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/vjwvyoa62>
    pub struct RebootInstance: Bcc, ObserveFirst -> BatchOutput;
    /// Creates a clean reboot of one instance.
    new(=> instance_id: String);
    /// Powers off without a clean shutdown; unsaved data is lost. Default false.
    "forceStop" => force_stop: bool;
    request(self, _region) { Ok(json(Method::PUT, &instance_path(&self.instance_id)?, self)?.query("reboot")) }
    decode(self, payload) { BatchOutput::parse(payload) }
}
