use tingji_core::operation;

use crate::model::BatchOutput;
use crate::params::batch_action;
use crate::protocol::Ecs;

operation! {
    /// Starts up to 100 instances: `Action=StartInstances`.
    ///
    /// Asynchronous. The request succeeds even if it failed for some of the instances, so check every
    /// [`OperationDetail`](crate::model::OperationDetail). The operation has no dry run.
    /// See [`StartInstance`](super::StartInstance) for the errors of an instance.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
    /// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_volcengine::operation::{StartInstances, StopInstances};
    ///
    /// let ids = ["i-demo0gni2a10train", "i-demo0g3icpu"];
    /// client.send(&StopInstances::new(ids)).await?;
    /// sandbox.advance(std::time::Duration::from_secs(60));
    /// let response = client.send(&StartInstances::new(ids)).await?;
    /// assert_eq!(response.refused().count(), 0);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://www.volcengine.com/docs/6396/101068>
    pub struct StartInstances: Ecs, ObserveFirst -> BatchOutput;
    /// Creates the start of these instances.
    new("InstanceIds" => instance_ids: Vec<String>);
    /// `ClientToken`: an idempotency token. The vendor executes requests with the same token once. It
    /// rejects a token that comes with other parameters (`IdempotentParameterMismatch`) or whose request
    /// is still in progress (`IdempotentProcessing`). Default: none.
    "ClientToken" => client_token: Option<String>;
    request(self, _region) { batch_action(&self.instance_ids, self.client_token.as_deref(), self) }
    decode(self, payload) { BatchOutput::parse(payload, Self::NAME) }
}
