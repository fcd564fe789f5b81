use http::Method;
use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::parse_required;
use tingji_core::{lenient, operation, record};

use super::request::json;
use crate::model::Region;
use crate::protocol::Bcc;

operation! {
    /// Lists the regions that the account may use: `POST /v2/region/describeRegions`.
    ///
    /// Sent to [`endpoint::GLOBAL_ENDPOINT`](crate::endpoint::GLOBAL_ENDPOINT) for any region of the client.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
    /// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_bce::operation::DescribeRegions;
    ///
    /// let response = client.send(&DescribeRegions::new()).await?;
    /// assert!(response.regions.iter().any(|region| region.region_id.as_deref() == Some("bj")));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/0jwvyo603>
    pub struct DescribeRegions: Bcc, Safe -> DescribeRegionsOutput;
    /// Creates a list of all regions.
    new();
    /// Region to return, such as `bj`. Default: all regions.
    "region" => region: Option<String>;
    request(self, _region) { json(Method::POST, "/v2/region/describeRegions", self) }
    decode(self, payload) { parse_required(payload, "regions") }
}

record! {
    /// List of regions.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct DescribeRegionsOutput {
        /// Regions of the account.
        "regions" => pub regions: Vec<Region> as lenient::parse_list,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}
