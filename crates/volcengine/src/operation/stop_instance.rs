use tingji_core::operation;
use tingji_core::params::true_only;

use crate::model::{Acknowledged, StoppedMode};
use crate::params::instance_action;
use crate::protocol::Ecs;

operation! {
    /// Stops one instance: `Action=StopInstance`.
    ///
    /// Asynchronous: the instance becomes `STOPPING`, then `STOPPED`. The vendor rejects an instance that is
    /// not `RUNNING` with `InvalidInstanceStatus`, one that another operation has locked with
    /// `OperationDenied.ResourceLocked`, and one whose image is being created with
    /// `OperationDenied.InstanceIsCreatingImage`. It rejects an unsupported [`StoppedMode`] with
    /// `InvalidStoppedMode.InstanceTypeMismatch` or `InvalidStoppedMode.ChargeTypeMismatch`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
    /// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_volcengine::StoppedMode;
    /// use tingji_volcengine::operation::StopInstance;
    ///
    /// let stop = StopInstance::new("i-demo0gni2a10train").stopped_mode(StoppedMode::StopCharging);
    /// assert!(client.send(&stop.clone().dry_run(true)).await?.dry_run_passed);
    /// client.send(&stop.client_token("one-per-stop")).await?;
    /// // An instance that is stopping can't be stopped again.
    /// let error = client.send(&StopInstance::new("i-demo0gni2a10train")).await.unwrap_err();
    /// assert_eq!(error.code(), Some("InvalidInstanceStatus"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://www.volcengine.com/docs/6396/70468>
    pub struct StopInstance: Ecs, ObserveFirst -> Acknowledged;
    /// Creates a clean stop of one instance, with the account's default billing.
    new("InstanceId" => instance_id: String);
    /// `ForceStop`: powers off without a clean shutdown; unsaved data is lost. The vendor's default is
    /// false. Bare metal and some HPC GPU types are always forced.
    "ForceStop" => force_stop: Option<bool>;
    /// `StoppedMode`: billing while the instance is stopped. The vendor's default is
    /// [`KeepCharging`](StoppedMode::KeepCharging), unless the account has changed its default.
    "StoppedMode" => stopped_mode: Option<StoppedMode>;
    /// `ClientToken`: an idempotency token. The vendor executes requests with the same token once. It
    /// rejects a token that comes with other parameters (`IdempotentParameterMismatch`) or whose request
    /// is still in progress (`IdempotentProcessing`). Default: none.
    "ClientToken" => client_token: Option<String>;
    /// `DryRun`: checks whether the instance could be stopped, without doing it. Default false.
    "DryRun" => dry_run: bool as true_only;
    request(self, _region) { instance_action(&self.instance_id, self.client_token.as_deref(), self) }
    decode(self, payload) { Acknowledged::parse(payload, self.dry_run) }
}
