use tingji_core::operation;
use tingji_core::params::true_only;

use crate::model::Acknowledged;
use crate::params::instance_action;
use crate::protocol::Ecs;

operation! {
    /// Starts one instance: `Action=StartInstance`.
    ///
    /// Asynchronous: the instance becomes `STARTING`, then `RUNNING`; compute is charged from then on. The
    /// vendor rejects an instance that is not `STOPPED` with `InvalidInstanceStatus`. After a stop with
    /// [`StopCharging`](crate::StoppedMode::StopCharging) the zone may lack capacity
    /// (`Insufficient.InstanceCapacity`, which is not retried). The account must have a positive balance
    /// (`Insufficient.Balance`).
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
    /// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_volcengine::operation::{StartInstance, StopInstance};
    ///
    /// client.send(&StopInstance::new("i-demo0gni2a10train")).await?;
    /// sandbox.advance(std::time::Duration::from_secs(60));
    /// client.send(&StartInstance::new("i-demo0gni2a10train").client_token("one-per-start")).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://www.volcengine.com/docs/6396/70467>
    pub struct StartInstance: Ecs, ObserveFirst -> Acknowledged;
    /// Creates the start of one instance.
    new("InstanceId" => instance_id: String);
    /// `ClientToken`: an idempotency token. The vendor executes requests with the same token once. It
    /// rejects a token that comes with other parameters (`IdempotentParameterMismatch`) or whose request
    /// is still in progress (`IdempotentProcessing`). Default: none.
    "ClientToken" => client_token: Option<String>;
    /// `DryRun`: checks whether the instance could be started, including capacity, without starting it.
    /// Default false.
    "DryRun" => dry_run: bool as true_only;
    request(self, _region) { instance_action(&self.instance_id, self.client_token.as_deref(), self) }
    decode(self, payload) { Acknowledged::parse(payload, self.dry_run) }
}
