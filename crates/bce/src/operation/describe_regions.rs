use http::Method;
use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass, lenient, record};

use super::request::json_request;
use crate::model::Region;
use crate::protocol::Bcc;

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
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DescribeRegions {
    /// Region to return, such as `bj`. Default: all regions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

impl DescribeRegions {
    /// Creates a list of all regions.
    pub fn new() -> Self {
        Self::default()
    }
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

impl Operation for DescribeRegions {
    type Protocol = Bcc;
    type Output = DescribeRegionsOutput;
    const NAME: &'static str = "DescribeRegions";
    const RETRY: RetryClass = RetryClass::Safe;

    fn decode_output(&self, payload: Value) -> Result<DescribeRegionsOutput> {
        parse_required(payload, "regions")
    }

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        Ok(json_request(Method::POST, "/v2/region/describeRegions", self))
    }
}
