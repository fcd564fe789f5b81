use tingji_core::operation;

use crate::model::BatchOutput;
use crate::params::batch_action;
use crate::protocol::Ecs;

operation! {
    /// Reboots up to 100 instances: `Action=RebootInstances`.
    ///
    /// Asynchronous. The request succeeds even if it failed for some of the instances, so check every
    /// [`OperationDetail`](crate::model::OperationDetail). The operation has no dry run.
    /// See [`RebootInstance`](super::RebootInstance) for the errors of an instance.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
    /// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_volcengine::operation::RebootInstances;
    ///
    /// let response = client.send(&RebootInstances::new(["i-demo0gni2a10train", "i-demo0g3icpu"])).await?;
    /// assert_eq!(response.accepted().count(), 2);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://www.volcengine.com/docs/6396/101069>
    pub struct RebootInstances: Ecs, ObserveFirst -> BatchOutput;
    /// Creates a clean reboot of these instances.
    new("InstanceIds" => instance_ids: Vec<String>);
    /// `ForceStop`: powers off without a clean shutdown; unsaved data is lost. The vendor's default is
    /// false. Bare metal and some HPC GPU types are always forced.
    "ForceStop" => force_stop: Option<bool>;
    /// `ClientToken`: an idempotency token. The vendor executes requests with the same token once. It
    /// rejects a token that comes with other parameters (`IdempotentParameterMismatch`) or whose request
    /// is still in progress (`IdempotentProcessing`). Default: none.
    "ClientToken" => client_token: Option<String>;
    request(self, _region) { batch_action(&self.instance_ids, self.client_token.as_deref(), self) }
    decode(self, payload) { BatchOutput::parse(payload, Self::NAME) }
}
