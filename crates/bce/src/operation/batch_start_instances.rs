use serde::Serialize;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::batch_request;
use crate::model::BatchOutput;
use crate::protocol::Bcc;

/// Starts up to 100 stopped instances: `PUT /v2/instance/batchAction?start`.
///
/// Every instance must be `Stopped`, else the vendor responds with 409
/// `Instance.StartInstanceOperationForbidden`.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
/// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_bce::operation::{BatchStartInstances, BatchStopInstances};
///
/// let ids = ["i-DemoV100", "i-DemoCpu1"];
/// client.send(&BatchStopInstances::new(ids)).await?;
/// sandbox.advance(std::time::Duration::from_secs(60));
/// let response = client.send(&BatchStartInstances::new(ids)).await?;
/// assert!(response.failed_instance_id_list.is_empty());
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/Mjwvyobl0>
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BatchStartInstances {
    /// Ids of the instances, 1 to 100.
    pub instance_ids: Vec<String>,
    #[serde(skip)]
    client_token: Option<String>,
}

impl BatchStartInstances {
    /// Creates the start of these instances.
    pub fn new(instance_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { instance_ids: instance_ids.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// Sets the idempotency token, 1 to 64 ASCII characters: repeated requests within 24 hours are executed
    /// once. Undocumented; the vendor's Python SDK sends one. Default: none.
    #[must_use]
    pub fn client_token(mut self, token: impl Into<String>) -> Self {
        self.client_token = Some(token.into());
        self
    }
}

impl Operation for BatchStartInstances {
    type Protocol = Bcc;
    type Output = BatchOutput;
    const NAME: &'static str = "BatchStartInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn decode_output(&self, payload: Value) -> Result<BatchOutput> {
        BatchOutput::parse(payload)
    }

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        batch_request("start", &self.instance_ids, self.client_token.as_deref(), self)
    }
}
