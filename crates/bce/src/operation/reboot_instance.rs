use http::Method;
use serde::Serialize;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::{instance_path, json_request};
use crate::model::BatchOutput;
use crate::protocol::Bcc;

/// Reboots a running instance: `PUT /v2/instance/{id}?reboot`.
///
/// Asynchronous: the instance becomes `Starting`, then `Running`. It must be `Running` before, else the
/// vendor responds with 409 `Instance.RebootInstanceOperationForbidden`. The first poll may still return
/// the `Running` from before the reboot.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
/// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_bce::operation::RebootInstance;
///
/// let response = client.send(&RebootInstance::new("i-DemoV100")?).await?;
/// assert!(response.failed_instance_id_list.is_empty());
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/vjwvyoa62>
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RebootInstance {
    #[serde(skip)]
    path: String,
    force_stop: bool,
}

impl RebootInstance {
    /// Creates a clean reboot of one instance.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(instance_id: &str) -> Result<Self> {
        Ok(Self { path: instance_path(instance_id)?, force_stop: false })
    }

    /// Powers off without a clean shutdown; unsaved data is lost. Default false.
    #[must_use]
    pub fn force_stop(mut self, force: bool) -> Self {
        self.force_stop = force;
        self
    }
}

impl Operation for RebootInstance {
    type Protocol = Bcc;
    type Output = BatchOutput;
    const NAME: &'static str = "RebootInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn decode_output(&self, payload: Value) -> Result<BatchOutput> {
        BatchOutput::parse(payload)
    }

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        Ok(json_request(Method::PUT, &self.path, self).query("reboot"))
    }
}
