use http::Method;
use tingji_core::operation;
use tingji_core::operation::{is_nonempty_page, parse_required};

use super::request::{json_body, query};
use crate::error;
use crate::model::InstancePage;
use crate::protocol::Bcc;
use crate::validate::{validate_ids, validate_page_size};

operation! {
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
    pub struct ListInstancesByIds: Bcc, Safe -> InstancePage, "ListInstanceByIds";
    /// Creates a query for these ids.
    new(=> instance_ids: Vec<String>);
    /// Page to return: [`InstancePage::next`] of the previous page. Default: the first page.
    "marker" => marker: Option<String>;
    /// Maximum page size, 1 to 1000. The vendor's default is 1000.
    "maxKeys" => max_keys: Option<u32>;
    request(self, _region) {
        validate_ids(&self.instance_ids)?;
        validate_page_size(self.max_keys)?;
        let body = serde_json::json!({ "instanceIds": self.instance_ids });
        Ok(json_body(Method::POST, "/v2/instance/listByInstanceId", &body).query(query(self)?))
    }
    fast(self, response) {
        error::parse_fast_path(response).filter(|page: &InstancePage| is_nonempty_page(&page.instances))
    }
    decode(self, payload) { parse_required(payload, "instances") }
}
