use tingji_core::operation;

use crate::model::{BatchOutput, StoppedMode};
use crate::params::batch_action;
use crate::protocol::Ecs;

operation! {
    /// Stops up to 100 instances: `Action=StopInstances`.
    ///
    /// Asynchronous. The request succeeds even if it failed for some of the instances, so check every
    /// [`OperationDetail`](crate::model::OperationDetail). The operation has no dry run.
    /// See [`StopInstance`](super::StopInstance) for the errors of an instance.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
    /// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_volcengine::operation::StopInstances;
    ///
    /// let response = client.send(&StopInstances::new(["i-demo0gni2a10train", "i-unknown"])).await?;
    /// assert_eq!(response.accepted().collect::<Vec<_>>(), ["i-demo0gni2a10train"]);
    /// let (id, error) = response.refused().next().ok_or("none refused")?;
    /// assert_eq!((id, error.code()), ("i-unknown", Some("InvalidInstance.NotFound")));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://www.volcengine.com/docs/6396/101067>
    pub struct StopInstances: Ecs, ObserveFirst -> BatchOutput;
    /// Creates a clean stop of these instances, with the account's default billing.
    new("InstanceIds" => instance_ids: Vec<String>);
    /// `ForceStop`: powers off without a clean shutdown; unsaved data is lost. The vendor's default is
    /// false. Bare metal and some HPC GPU types are always forced.
    "ForceStop" => force_stop: Option<bool>;
    /// `StoppedMode`: billing while the instances are stopped. The vendor's default is
    /// [`KeepCharging`](StoppedMode::KeepCharging), unless the account has changed its default.
    "StoppedMode" => stopped_mode: Option<StoppedMode>;
    /// `ClientToken`: an idempotency token. The vendor executes requests with the same token once. It
    /// rejects a token that comes with other parameters (`IdempotentParameterMismatch`) or whose request
    /// is still in progress (`IdempotentProcessing`). Default: none.
    "ClientToken" => client_token: Option<String>;
    request(self, _region) { batch_action(&self.instance_ids, self.client_token.as_deref(), self) }
    decode(self, payload) { BatchOutput::parse(payload, Self::NAME) }
}
