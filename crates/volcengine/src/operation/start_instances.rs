use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use crate::model::BatchOutput;
use crate::params::{ActionParams, validate_client_token, validate_ids};
use crate::protocol::Ecs;

/// Starts up to 100 instances: `Action=StartInstances`.
///
/// Asynchronous. The request succeeds even if it failed for some of the instances, so check every
/// [`OperationDetail`](crate::model::OperationDetail). The operation has no dry run.
/// See [`StartInstance`](super::StartInstance) for the errors of an instance.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
/// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_volcengine::operation::{StartInstances, StopInstances};
///
/// let ids = ["i-demo0gni2a10train", "i-demo0g3icpu"];
/// client.send(&StopInstances::new(ids)?).await?;
/// sandbox.advance(std::time::Duration::from_secs(60));
/// let response = client.send(&StartInstances::new(ids)?).await?;
/// assert_eq!(response.refused().count(), 0);
/// # Ok(())
/// # }
/// ```
///
/// <https://www.volcengine.com/docs/6396/101068>
#[derive(Clone, Debug)]
pub struct StartInstances {
    instance_ids: Vec<String>,
    client_token: Option<String>,
}

impl StartInstances {
    /// Creates the start of these instances.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) unless there are 1 to 100
    /// well-formed ids.
    pub fn new<'a>(instance_ids: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        Ok(Self { instance_ids: validate_ids(Self::NAME, instance_ids)?, client_token: None })
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

impl Operation for StartInstances {
    type Protocol = Ecs;
    type Output = BatchOutput;
    const NAME: &'static str = "StartInstances";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let params = ActionParams::new(Self::NAME)
            .list("InstanceIds", &self.instance_ids)
            .param("ClientToken", self.client_token.as_ref());
        Ok(params.into_get())
    }

    fn decode_output(&self, payload: Value) -> Result<BatchOutput> {
        BatchOutput::parse(payload, Self::NAME)
    }
}
