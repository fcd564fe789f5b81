use serde::Serialize;
use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};

use super::{BatchOutcome, batch};
use crate::Bcc;

/// Starts up to 100 stopped instances: `PUT /v2/instance/batchAction?start`.
///
/// All must be `Stopped`, else 409 `Instance.StartInstanceOperationForbidden`.
///
/// <https://cloud.baidu.com/doc/BCC/s/Mjwvyobl0>
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BatchStartInstances {
    /// The ids, 1 to 100.
    pub instance_ids: Vec<String>,
    #[serde(skip)]
    client_token: Option<String>,
}

impl BatchStartInstances {
    /// These instances.
    pub fn new(instance_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { instance_ids: instance_ids.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// Makes repeats within 24 hours one: 1 to 64 ASCII characters. The vendor's Python SDK sends
    /// one, the documents don't name it.
    #[must_use]
    pub fn client_token(mut self, token: impl Into<String>) -> Self {
        self.client_token = Some(token.into());
        self
    }
}

impl Operation for BatchStartInstances {
    type Protocol = Bcc;
    type Output = BatchOutcome;
    const NAME: &'static str = "BatchStartInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn output(&self, payload: Value) -> Result<BatchOutcome> {
        BatchOutcome::read(payload)
    }

    fn request(&self, _region: &String) -> Result<Draft> {
        batch("start", &self.instance_ids, self.client_token.as_deref(), self)
    }
}
