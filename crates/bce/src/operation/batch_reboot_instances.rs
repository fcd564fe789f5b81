use serde::Serialize;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::{batch_request, is_false};
use crate::model::BatchOutput;
use crate::protocol::Bcc;

/// Reboots up to 100 running instances: `PUT /v2/instance/batchAction?reboot`.
///
/// Every instance must be `Running`, else the vendor responds with 409
/// `Instance.RebootInstanceOperationForbidden`. The operation is in the vendor's SDKs, but undocumented.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
/// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_bce::operation::BatchRebootInstances;
///
/// let response = client.send(&BatchRebootInstances::new(["i-DemoV100", "i-DemoCpu1"])).await?;
/// assert!(response.failed_instance_id_list.is_empty());
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/vjwvyoa62>
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BatchRebootInstances {
    /// Ids of the instances, 1 to 100.
    pub instance_ids: Vec<String>,
    #[serde(skip_serializing_if = "is_false")]
    force_stop: bool,
    #[serde(skip)]
    client_token: Option<String>,
}

impl BatchRebootInstances {
    /// Creates a clean reboot of these instances.
    pub fn new(instance_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { instance_ids: instance_ids.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// Powers off without a clean shutdown; unsaved data is lost. Default false.
    #[must_use]
    pub fn force_stop(mut self, force: bool) -> Self {
        self.force_stop = force;
        self
    }

    /// Sets the idempotency token, 1 to 64 ASCII characters: repeated requests within 24 hours are executed
    /// once. Undocumented; the vendor's Python SDK sends one. Default: none.
    #[must_use]
    pub fn client_token(mut self, token: impl Into<String>) -> Self {
        self.client_token = Some(token.into());
        self
    }
}

impl Operation for BatchRebootInstances {
    type Protocol = Bcc;
    type Output = BatchOutput;
    const NAME: &'static str = "BatchRebootInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn decode_output(&self, payload: Value) -> Result<BatchOutput> {
        BatchOutput::parse(payload)
    }

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        batch_request("reboot", &self.instance_ids, self.client_token.as_deref(), self)
    }
}
