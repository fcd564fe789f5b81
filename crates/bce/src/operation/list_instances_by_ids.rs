use http::Method;
use serde_json::Value;
use tingji_core::operation::{Draft, Operation, read_having};
use tingji_core::{Result, RetryClass};

use super::{query_of, with_json};
use crate::Bcc;
use crate::model::InstancePage;

/// Up to 100 instances at once: `POST /v2/instance/listByInstanceId`.
///
/// Unknown ids are left out of the answer.
///
/// <https://cloud.baidu.com/doc/BCC/s/Kksyfijrw>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ListInstancesByIds {
    /// The ids, at most 100.
    pub instance_ids: Vec<String>,
    /// [`InstancePage::next`] of the page before.
    pub marker: Option<String>,
    /// How many a page holds at most.
    pub max_keys: Option<u32>,
}

impl ListInstancesByIds {
    /// These ids.
    pub fn new(instance_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { instance_ids: instance_ids.into_iter().map(Into::into).collect(), ..Self::default() }
    }
}

impl Operation for ListInstancesByIds {
    type Protocol = Bcc;
    type Output = InstancePage;
    const NAME: &'static str = "ListInstanceByIds";
    const RETRY: RetryClass = RetryClass::Safe;

    fn output(&self, payload: Value) -> Result<InstancePage> {
        read_having(payload, "instances")
    }

    fn request(&self, _region: &String) -> Result<Draft> {
        let max_keys = self.max_keys.map(|keys| keys.to_string());
        let query = query_of(&[("marker", self.marker.clone()), ("maxKeys", max_keys)]);
        let body = serde_json::json!({ "instanceIds": self.instance_ids });
        Ok(with_json(Method::POST, "/v2/instance/listByInstanceId", &body).query(query))
    }
}
