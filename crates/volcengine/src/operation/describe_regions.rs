use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::parse_required;
use tingji_core::paged::Paged;
use tingji_core::{lenient, operation, record};

use crate::model::Region;
use crate::params::{get, validate_sizes};
use crate::protocol::Ecs;

operation! {
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
    pub struct DescribeRegions: Ecs, Safe -> DescribeRegionsOutput;
    /// Creates a list of all regions, from the first page.
    new();
    /// Regions to return, at most 20. Default: all regions.
    "RegionIds" => region_ids: Vec<String>;
    /// Maximum page size, 1 to 20. The vendor's default is 10.
    "MaxResults" => max_results: Option<u32>;
    /// Page to return: [`DescribeRegionsOutput::next_token`] of the previous page. Default: the first page.
    "NextToken" => next_token: Option<String>;
    request(self, _region) {
        validate_sizes(&[("RegionIds", self.region_ids.len(), 20)], self.max_results, 20)?;
        get(self)
    }
    decode(self, payload) { parse_required(payload, "Regions") }
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

impl Paged for DescribeRegions {
    type Item = Region;
    type Cursor = String;

    fn next_cursor(&self, page: &DescribeRegionsOutput) -> Option<String> {
        page.next_token.clone()
    }

    fn at(self, cursor: String) -> Self {
        self.next_token(cursor)
    }

    fn into_items(page: DescribeRegionsOutput) -> Vec<Region> {
        page.regions
    }
}
