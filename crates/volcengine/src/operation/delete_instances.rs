use tingji_core::operation;

use crate::model::BatchOutput;
use crate::params::batch_action;
use crate::protocol::Ecs;

operation! {
    /// Deletes up to 100 instances permanently: `Action=DeleteInstances`.
    ///
    /// Asynchronous. The request succeeds even if it failed for some of the instances, so check every
    /// [`OperationDetail`](crate::model::OperationDetail). The operation has no dry run.
    /// See [`DeleteInstance`](super::DeleteInstance) for what is deleted and for the errors.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
    /// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_volcengine::operation::DeleteInstances;
    ///
    /// let ids = ["i-demo0g3icpu", "i-demo0gni2a10month"];
    /// let response = client.send(&DeleteInstances::new(ids)).await?;
    /// assert_eq!(response.accepted().collect::<Vec<_>>(), ["i-demo0g3icpu"]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://www.volcengine.com/docs/6396/101070>
    pub struct DeleteInstances: Ecs, Never -> BatchOutput;
    /// Creates the deletion of these instances.
    new("InstanceIds" => instance_ids: Vec<String>);
    /// `ClientToken`: an idempotency token. The vendor executes requests with the same token once. It
    /// rejects a token that comes with other parameters (`IdempotentParameterMismatch`) or whose request
    /// is still in progress (`IdempotentProcessing`). Default: none.
    "ClientToken" => client_token: Option<String>;
    request(self, _region) { batch_action(&self.instance_ids, self.client_token.as_deref(), self) }
    decode(self, payload) { BatchOutput::parse(payload, Self::NAME) }
}
