use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use crate::model::{BatchOutput, StoppedMode};
use crate::params::{ActionParams, validate_client_token, validate_ids};
use crate::protocol::Ecs;

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
/// let response = client.send(&StopInstances::new(["i-demo0gni2a10train", "i-unknown"])?).await?;
/// assert_eq!(response.accepted().collect::<Vec<_>>(), ["i-demo0gni2a10train"]);
/// let (id, error) = response.refused().next().ok_or("none refused")?;
/// assert_eq!((id, error.code()), ("i-unknown", Some("InvalidInstance.NotFound")));
/// # Ok(())
/// # }
/// ```
///
/// <https://www.volcengine.com/docs/6396/101067>
#[derive(Clone, Debug)]
pub struct StopInstances {
    instance_ids: Vec<String>,
    force_stop: Option<bool>,
    stopped_mode: Option<StoppedMode>,
    client_token: Option<String>,
}

impl StopInstances {
    /// Creates a clean stop of these instances, with the account's default billing.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) unless there are 1 to 100
    /// well-formed ids.
    pub fn new<'a>(instance_ids: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        Ok(Self {
            instance_ids: validate_ids(Self::NAME, instance_ids)?,
            force_stop: None,
            stopped_mode: None,
            client_token: None,
        })
    }

    /// `ForceStop`: powers off without a clean shutdown; unsaved data is lost. The vendor's default is
    /// false. Bare metal and some HPC GPU types are always forced.
    #[must_use]
    pub fn force_stop(mut self, force: bool) -> Self {
        self.force_stop = Some(force);
        self
    }

    /// `StoppedMode`: billing while the instances are stopped. The vendor's default is
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
}

impl Operation for StopInstances {
    type Protocol = Ecs;
    type Output = BatchOutput;
    const NAME: &'static str = "StopInstances";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let params = ActionParams::new(Self::NAME)
            .list("InstanceIds", &self.instance_ids)
            .param("ForceStop", self.force_stop)
            .param("StoppedMode", self.stopped_mode.as_ref())
            .param("ClientToken", self.client_token.as_ref());
        Ok(params.into_get())
    }

    fn decode_output(&self, payload: Value) -> Result<BatchOutput> {
        BatchOutput::parse(payload, Self::NAME)
    }
}
