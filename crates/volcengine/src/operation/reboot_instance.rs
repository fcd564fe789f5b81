use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use crate::model::Acknowledged;
use crate::params::{ActionParams, validate_client_token, validate_id};
use crate::protocol::Ecs;

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
    /// Creates a clean reboot of one instance.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(instance_id: &str) -> Result<Self> {
        Ok(Self {
            instance_id: validate_id(instance_id)?,
            force_stop: None,
            client_token: None,
            dry_run: false,
        })
    }

    /// `ForceStop`: powers off without a clean shutdown; unsaved data is lost. The vendor's default is
    /// false. Bare metal and some HPC GPU types are always forced.
    #[must_use]
    pub fn force_stop(mut self, force: bool) -> Self {
        self.force_stop = Some(force);
        self
    }

    /// `ClientToken`: an idempotency token. The vendor executes requests with the same token once. It
    /// rejects a token that comes with other parameters (`IdempotentParameterMismatch`) or whose request
    /// is still in progress (`IdempotentProcessing`). Default: none.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) unless the token has 1 to 64
    /// printable ASCII characters.
    pub fn client_token(mut self, token: &str) -> Result<Self> {
        self.client_token = Some(validate_client_token(token)?);
        Ok(self)
    }

    /// `DryRun`: checks whether the instance could be rebooted, without doing it. Default false.
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
        let params = ActionParams::new(Self::NAME)
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
