use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use crate::model::Acknowledged;
use crate::params::{ActionParams, validate_client_token, validate_id};
use crate::protocol::Ecs;

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
/// client.send(&DeleteInstance::new("i-demo0g3icpu")?).await?;
/// // A prepaid instance can't be deleted.
/// let error = client.send(&DeleteInstance::new("i-demo0gni2a10month")?).await.unwrap_err();
/// assert_eq!(error.code(), Some("InvalidChargeType"));
/// # Ok(())
/// # }
/// ```
///
/// <https://docs.byteplus.com/en/docs/ecs/DeleteInstance>
#[derive(Clone, Debug)]
pub struct DeleteInstance {
    instance_id: String,
    client_token: Option<String>,
    dry_run: bool,
}

impl DeleteInstance {
    /// Creates the deletion of one instance.
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

    /// `DryRun`: checks whether the instance could be deleted, without doing it. Default false.
    #[must_use]
    pub fn dry_run(mut self, dry_run: bool) -> Self {
        self.dry_run = dry_run;
        self
    }
}

impl Operation for DeleteInstance {
    type Protocol = Ecs;
    type Output = Acknowledged;
    const NAME: &'static str = "DeleteInstance";
    const RETRY: RetryClass = RetryClass::Never;

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
