use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use crate::model::Acknowledged;
use crate::params::{ActionParams, validate_client_token, validate_id};
use crate::protocol::Ecs;

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
/// client.send(&StopInstance::new("i-demo0gni2a10train")?).await?;
/// sandbox.advance(std::time::Duration::from_secs(60));
/// client.send(&StartInstance::new("i-demo0gni2a10train")?.client_token("one-per-start")?).await?;
/// # Ok(())
/// # }
/// ```
///
/// <https://www.volcengine.com/docs/6396/70467>
#[derive(Clone, Debug)]
pub struct StartInstance {
    instance_id: String,
    client_token: Option<String>,
    dry_run: bool,
}

impl StartInstance {
    /// Creates the start of one instance.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(instance_id: &str) -> Result<Self> {
        Ok(Self { instance_id: validate_id(instance_id)?, client_token: None, dry_run: false })
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

    /// `DryRun`: checks whether the instance could be started, including capacity, without starting it.
    /// Default false.
    #[must_use]
    pub fn dry_run(mut self, dry_run: bool) -> Self {
        self.dry_run = dry_run;
        self
    }
}

impl Operation for StartInstance {
    type Protocol = Ecs;
    type Output = Acknowledged;
    const NAME: &'static str = "StartInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let params = ActionParams::new(Self::NAME)
            .param("InstanceId", Some(&self.instance_id))
            .param("ClientToken", self.client_token.as_ref())
            .param("DryRun", self.dry_run.then_some(true));
        Ok(params.into_get())
    }

    fn decode_output(&self, payload: Value) -> Result<Acknowledged> {
        Acknowledged::parse(payload, self.dry_run)
    }
}
