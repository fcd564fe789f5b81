use tingji_core::operation;
use tingji_core::params::true_only;

use crate::model::Acknowledged;
use crate::params::instance_action;
use crate::protocol::Ecs;

operation! {
    /// Deletes one instance permanently, with its system disk and local disks: `Action=DeleteInstance`.
    ///
    /// Asynchronous: the instance becomes `DELETING`, then disappears from the list. Data disks created with
    /// `DeleteWithInstance` are deleted too; public addresses remain and are charged. The vendor rejects a
    /// prepaid instance with `InvalidChargeType`: unsubscribe it in the console. Never retried automatically.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
    /// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_volcengine::operation::DeleteInstance;
    ///
    /// client.send(&DeleteInstance::new("i-demo0g3icpu")).await?;
    /// // A prepaid instance can't be deleted.
    /// let error = client.send(&DeleteInstance::new("i-demo0gni2a10month")).await.unwrap_err();
    /// assert_eq!(error.code(), Some("InvalidChargeType"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://docs.byteplus.com/en/docs/ecs/DeleteInstance>
    pub struct DeleteInstance: Ecs, Never -> Acknowledged;
    /// Creates the deletion of one instance.
    new("InstanceId" => instance_id: String);
    /// `ClientToken`: an idempotency token. The vendor executes requests with the same token once. It
    /// rejects a token that comes with other parameters (`IdempotentParameterMismatch`) or whose request
    /// is still in progress (`IdempotentProcessing`). Default: none.
    "ClientToken" => client_token: Option<String>;
    /// `DryRun`: checks whether the instance could be deleted, without doing it. Default false.
    "DryRun" => dry_run: bool as true_only;
    request(self, _region) { instance_action(&self.instance_id, self.client_token.as_deref(), self) }
    decode(self, payload) { Acknowledged::parse(payload, self.dry_run) }
}
