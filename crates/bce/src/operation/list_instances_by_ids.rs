use http::Method;
use serde_json::Value;
use tingji_core::operation::{HttpResponse, Operation, UnsignedRequest, is_nonempty_page, parse_required};
use tingji_core::{Result, RetryClass};

use super::request::{build_query, json_request};
use crate::error;
use crate::model::InstancePage;
use crate::protocol::Bcc;
use crate::validate::{validate_ids, validate_page_size};

/// Returns up to 100 instances by their ids: `POST /v2/instance/listByInstanceId`.
///
/// The response omits unknown ids.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
/// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_bce::operation::ListInstancesByIds;
///
/// let page = client.send(&ListInstancesByIds::new(["i-DemoV100", "i-Unknown"])).await?;
/// assert_eq!(page.instances.len(), 1);
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/Kksyfijrw>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ListInstancesByIds {
    /// Ids of the instances, 1 to 100.
    pub instance_ids: Vec<String>,
    /// Page to return: [`InstancePage::next`] of the previous page. Default: the first page.
    pub marker: Option<String>,
    /// Maximum page size, 1 to 1000. The vendor's default is 1000.
    pub max_keys: Option<u32>,
}

impl ListInstancesByIds {
    /// Creates a query for these ids.
    pub fn new(instance_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { instance_ids: instance_ids.into_iter().map(Into::into).collect(), ..Self::default() }
    }
}

impl Operation for ListInstancesByIds {
    type Protocol = Bcc;
    type Output = InstancePage;
    const NAME: &'static str = "ListInstanceByIds";
    const RETRY: RetryClass = RetryClass::Safe;

    fn parse_fast_path(&self, response: &HttpResponse) -> Option<InstancePage> {
        error::parse_fast_path(response).filter(|page: &InstancePage| is_nonempty_page(&page.instances))
    }

    fn decode_output(&self, payload: Value) -> Result<InstancePage> {
        parse_required(payload, "instances")
    }

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        validate_ids(&self.instance_ids)?;
        let query =
            build_query(&[("marker", self.marker.clone()), ("maxKeys", validate_page_size(self.max_keys)?)]);
        let body = serde_json::json!({ "instanceIds": self.instance_ids });
        Ok(json_request(Method::POST, "/v2/instance/listByInstanceId", &body).query(query))
    }
}
