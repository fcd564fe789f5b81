use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass, lenient, record};

use crate::model::Region;
use crate::paging::paged;
use crate::params::{ActionParams, validate_sizes};
use crate::protocol::Ecs;

/// Lists the regions that the account can use, page by page: `Action=DescribeRegions`.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
/// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_volcengine::operation::DescribeRegions;
///
/// let page = client.send(&DescribeRegions::new()).await?;
/// assert!(page.regions.iter().any(|region| region.region_id.as_deref() == Some("cn-beijing")));
/// # Ok(())
/// # }
/// ```
///
/// <https://www.volcengine.com/docs/6396/1053194>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct DescribeRegions {
    /// Regions to return, at most 20. Default: all regions.
    pub region_ids: Vec<String>,
    /// Maximum page size, 1 to 20. The vendor's default is 10.
    pub max_results: Option<u32>,
    /// Page to return: [`DescribeRegionsOutput::next`] of the previous page. Default: the first page.
    pub next_token: Option<String>,
}

record! {
    /// Page of regions.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct DescribeRegionsOutput {
        /// Regions on this page.
        "Regions" => pub regions: Vec<Region> as lenient::parse_list,
        /// Token of the next page; empty on the last page.
        "NextToken" => pub next_token: Option<String> as lenient::parse_page_token,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

paged!(DescribeRegions, DescribeRegionsOutput, "regions");

impl Operation for DescribeRegions {
    type Protocol = Ecs;
    type Output = DescribeRegionsOutput;
    const NAME: &'static str = "DescribeRegions";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        validate_sizes(&[("RegionIds", self.region_ids.len(), 20)], self.max_results, 20)?;
        let params = ActionParams::new(Self::NAME)
            .list("RegionIds", &self.region_ids)
            .param("MaxResults", self.max_results)
            .param("NextToken", self.next_token.as_ref());
        Ok(params.into_get())
    }

    fn decode_output(&self, payload: Value) -> Result<DescribeRegionsOutput> {
        parse_required(payload, "Regions")
    }
}
