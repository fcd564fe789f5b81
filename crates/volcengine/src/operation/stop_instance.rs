use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use crate::model::{Acknowledged, StoppedMode};
use crate::params::{ActionParams, validate_client_token, validate_id};
use crate::protocol::Ecs;

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
/// let stop = StopInstance::new("i-demo0gni2a10train")?.stopped_mode(StoppedMode::StopCharging);
/// assert!(client.send(&stop.clone().dry_run(true)).await?.dry_run_passed);
/// client.send(&stop.client_token("one-per-stop")?).await?;
/// // An instance that is stopping can't be stopped again.
/// let error = client.send(&StopInstance::new("i-demo0gni2a10train")?).await.unwrap_err();
/// assert_eq!(error.code(), Some("InvalidInstanceStatus"));
/// # Ok(())
/// # }
/// ```
///
/// <https://www.volcengine.com/docs/6396/70468>
#[derive(Clone, Debug)]
pub struct StopInstance {
    instance_id: String,
    force_stop: Option<bool>,
    stopped_mode: Option<StoppedMode>,
    client_token: Option<String>,
    dry_run: bool,
}

impl StopInstance {
    /// Creates a clean stop of one instance, with the account's default billing.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(instance_id: &str) -> Result<Self> {
        Ok(Self {
            instance_id: validate_id(instance_id)?,
            force_stop: None,
            stopped_mode: None,
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

    /// `StoppedMode`: billing while the instance is stopped. The vendor's default is
    /// [`KeepCharging`](StoppedMode::KeepCharging), unless the account has changed its default.
    #[must_use]
    pub fn stopped_mode(mut self, mode: StoppedMode) -> Self {
        self.stopped_mode = Some(mode);
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

    /// `DryRun`: checks whether the instance could be stopped, without doing it. Default false.
    #[must_use]
    pub fn dry_run(mut self, dry_run: bool) -> Self {
        self.dry_run = dry_run;
        self
    }
}

impl Operation for StopInstance {
    type Protocol = Ecs;
    type Output = Acknowledged;
    const NAME: &'static str = "StopInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let params = ActionParams::new(Self::NAME)
            .param("InstanceId", Some(&self.instance_id))
            .param("ForceStop", self.force_stop)
            .param("StoppedMode", self.stopped_mode.as_ref())
            .param("ClientToken", self.client_token.as_ref())
            .param("DryRun", self.dry_run.then_some(true));
        Ok(params.into_get())
    }

    fn decode_output(&self, payload: Value) -> Result<Acknowledged> {
        Acknowledged::parse(payload, self.dry_run)
    }
}
