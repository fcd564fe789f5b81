use tingji_core::operation;
use tingji_core::params::true_only;

use crate::model::Acknowledged;
use crate::params::instance_action;
use crate::protocol::Ecs;

operation! {
    /// Reboots one instance: `Action=RebootInstance`.
    ///
    /// Asynchronous: the instance becomes `REBOOTING`, then `RUNNING`. The vendor rejects an instance that is
    /// not `RUNNING` with `InvalidInstanceStatus`. Bare metal may lose data; the vendor recommends to reboot it
    /// in the console.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
    /// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_volcengine::operation::RebootInstance;
    ///
    /// client.send(&RebootInstance::new("i-demo0gni2a10train").force_stop(true)).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://docs.byteplus.com/en/docs/ecs/RebootInstance>
    pub struct RebootInstance: Ecs, ObserveFirst -> Acknowledged;
    /// Creates a clean reboot of one instance.
    new("InstanceId" => instance_id: String);
    /// `ForceStop`: powers off without a clean shutdown; unsaved data is lost. The vendor's default is
    /// false. Bare metal and some HPC GPU types are always forced.
    "ForceStop" => force_stop: Option<bool>;
    /// `ClientToken`: an idempotency token. The vendor executes requests with the same token once. It
    /// rejects a token that comes with other parameters (`IdempotentParameterMismatch`) or whose request
    /// is still in progress (`IdempotentProcessing`). Default: none.
    "ClientToken" => client_token: Option<String>;
    /// `DryRun`: checks whether the instance could be rebooted, without doing it. Default false.
    "DryRun" => dry_run: bool as true_only;
    request(self, _region) { instance_action(&self.instance_id, self.client_token.as_deref(), self) }
    decode(self, payload) { Acknowledged::parse(payload, self.dry_run) }
}
