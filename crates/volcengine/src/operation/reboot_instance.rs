use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use crate::model::Acknowledged;
use crate::params::{Params, validate_client_token, validate_id};
use crate::protocol::Ecs;

/// Reboots one instance: `Action=RebootInstance`.
///
/// Asynchronous: `REBOOTING`, then `RUNNING`. Only a `RUNNING` instance may be rebooted; another one is
/// refused with `InvalidInstanceStatus`. Bare metal may lose data when it is rebooted so; the vendor
/// advises to use the console for it.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
/// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_volcengine::operation::RebootInstance;
///
/// client.send(&RebootInstance::new("i-demo0gni2a10train")?.force_stop(true)).await?;
/// # Ok(())
/// # }
/// ```
///
/// <https://docs.byteplus.com/en/docs/ecs/RebootInstance>
#[derive(Clone, Debug)]
pub struct RebootInstance {
    instance_id: String,
    force_stop: Option<bool>,
    client_token: Option<String>,
    dry_run: bool,
}

impl RebootInstance {
    /// A reboot as from inside the machine.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id can't be one.
    pub fn new(instance_id: &str) -> Result<Self> {
        Ok(Self {
            instance_id: validate_id(instance_id)?,
            force_stop: None,
            client_token: None,
            dry_run: false,
        })
    }

    /// `ForceStop`: cuts the power; what is not yet written to disk may be lost. The vendor's default
    /// is false. Bare metal and some GPU types for high-performance computing are always forced.
    #[must_use]
    pub fn force_stop(mut self, force: bool) -> Self {
        self.force_stop = Some(force);
        self
    }

    /// `ClientToken`: makes repeated requests one. The same token with other parameters is refused
    /// with `IdempotentParameterMismatch`, one still being worked on with `IdempotentProcessing`.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) unless it has 1 to 64 printable
    /// ASCII characters.
    pub fn client_token(mut self, token: &str) -> Result<Self> {
        self.client_token = Some(validate_client_token(token)?);
        Ok(self)
    }

    /// `DryRun`: only checks whether it could be rebooted, and reboots nothing.
    /// Default false.
    #[must_use]
    pub fn dry_run(mut self, dry_run: bool) -> Self {
        self.dry_run = dry_run;
        self
    }
}

impl Operation for RebootInstance {
    type Protocol = Ecs;
    type Output = Acknowledged;
    const NAME: &'static str = "RebootInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let params = Params::new(Self::NAME)
            .param("InstanceId", Some(&self.instance_id))
            .param("ForceStop", self.force_stop)
            .param("ClientToken", self.client_token.as_ref())
            .param("DryRun", self.dry_run.then_some(true));
        Ok(params.into_get())
    }

    fn decode_output(&self, payload: Value) -> Result<Acknowledged> {
        Acknowledged::parse(payload, self.dry_run)
    }
}
