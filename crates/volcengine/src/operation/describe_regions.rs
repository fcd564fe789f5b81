use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::operation::{Draft, Operation, read_having};
use tingji_core::{Result, RetryClass, lenient};

use crate::Ecs;
use crate::model::Region;
use crate::params::{Params, check_sizes};

/// The regions that the account can use, page by page: `Action=DescribeRegions`.
///
/// <https://www.volcengine.com/docs/6396/1053194>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct DescribeRegions {
    /// These regions alone, at most 20; none means all.
    pub region_ids: Vec<String>,
    /// How many a page holds at most, 1 to 20. The vendor's default is 10.
    pub max_results: Option<u32>,
    /// [`DescribeRegionsOutput::next`] of the page before.
    pub next_token: Option<String>,
}

impl DescribeRegions {
    /// All regions from the first page on.
    pub fn new() -> Self {
        Self::default()
    }

    /// From this token on.
    #[must_use]
    pub fn next_token(mut self, next_token: Option<String>) -> Self {
        self.next_token = next_token;
        self
    }
}

/// One page of regions.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct DescribeRegionsOutput {
    /// The regions of this page.
    #[serde(deserialize_with = "lenient::list")]
    pub regions: Vec<Region>,
    /// Where the next page starts; empty on the last one.
    pub next_token: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl DescribeRegionsOutput {
    /// The token to ask for the next page with; `None` on the last one.
    pub fn next(&self) -> Option<String> {
        self.next_token.clone().filter(|token| !token.is_empty())
    }
}

impl Operation for DescribeRegions {
    type Protocol = Ecs;
    type Output = DescribeRegionsOutput;
    const NAME: &'static str = "DescribeRegions";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _region: &String) -> Result<Draft> {
        check_sizes(&[("RegionIds", self.region_ids.len(), 20)], self.max_results, 20)?;
        let params = Params::of(Self::NAME)
            .list("RegionIds", &self.region_ids)
            .one("MaxResults", self.max_results)
            .one("NextToken", self.next_token.as_ref());
        Ok(params.get())
    }

    fn output(&self, payload: Value) -> Result<DescribeRegionsOutput> {
        read_having(payload, "Regions")
    }
}
