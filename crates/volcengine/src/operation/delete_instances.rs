use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use crate::model::BatchOutput;
use crate::params::{ActionParams, validate_client_token, validate_ids};
use crate::protocol::Ecs;

/// Deletes up to 100 instances permanently: `Action=DeleteInstances`.
///
/// Asynchronous. The request succeeds even if it failed for some of the instances, so check every
/// [`OperationDetail`](crate::model::OperationDetail). The operation has no dry run.
/// See [`DeleteInstance`](super::DeleteInstance) for what is deleted and for the errors.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
/// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_volcengine::operation::DeleteInstances;
///
/// let ids = ["i-demo0g3icpu", "i-demo0gni2a10month"];
/// let response = client.send(&DeleteInstances::new(ids)?).await?;
/// assert_eq!(response.accepted().collect::<Vec<_>>(), ["i-demo0g3icpu"]);
/// # Ok(())
/// # }
/// ```
///
/// <https://www.volcengine.com/docs/6396/101070>
#[derive(Clone, Debug)]
pub struct DeleteInstances {
    instance_ids: Vec<String>,
    client_token: Option<String>,
}

impl DeleteInstances {
    /// Creates the deletion of these instances.
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

impl Operation for DeleteInstances {
    type Protocol = Ecs;
    type Output = BatchOutput;
    const NAME: &'static str = "DeleteInstances";
    const RETRY: RetryClass = RetryClass::Never;

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
