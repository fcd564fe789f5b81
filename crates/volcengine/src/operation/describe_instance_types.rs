use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::operation::{Operation, UnsignedRequest, parse_page};
use tingji_core::{Result, RetryClass, lenient};

use crate::model::InstanceType;
use crate::paging::paged;
use crate::params::{Params, validate_sizes};
use crate::protocol::Ecs;

/// Instance types, page by page: `Action=DescribeInstanceTypes`.
///
/// The only place that tells graphics cards: an instance names its type, a type its cards. It tells
/// nothing about stock.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
/// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_volcengine::operation::DescribeInstanceTypes;
///
/// let types = DescribeInstanceTypes::new().instance_type_ids(["ecs.gni2.3xlarge"]);
/// let page = client.send(&types).await?;
/// assert_eq!(page.instance_types[0].gpu().map(|gpu| gpu.to_string()).as_deref(), Some("1× NVIDIA-A10"));
/// # Ok(())
/// # }
/// ```
///
/// <https://docs.byteplus.com/en/docs/ecs/DescribeInstanceTypes>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct DescribeInstanceTypes {
    /// These types alone, such as `ecs.gni3cl.5xlarge`; none means all.
    pub instance_type_ids: Vec<String>,
    /// The same under the parameter's other name.
    pub instance_types: Vec<String>,
    /// Types that this image runs on.
    pub image_id: Option<String>,
    /// How many a page holds at most. The vendor's default is 10.
    pub max_results: Option<u32>,
    /// [`DescribeInstanceTypesOutput::next`] of the page before.
    pub next_token: Option<String>,
}

impl DescribeInstanceTypes {
    /// These types alone.
    #[must_use]
    pub fn instance_type_ids(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.instance_type_ids = ids.into_iter().map(Into::into).collect();
        self
    }
}

/// One page of instance types.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct DescribeInstanceTypesOutput {
    /// The types of this page.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub instance_types: Vec<InstanceType>,
    /// Where the next page starts; empty on the last one.
    #[serde(deserialize_with = "lenient::parse_string")]
    pub next_token: Option<String>,
    /// How many there are on all pages.
    #[serde(deserialize_with = "lenient::parse_int")]
    pub total_count: Option<i64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

paged!(DescribeInstanceTypes, DescribeInstanceTypesOutput, "types");

impl Operation for DescribeInstanceTypes {
    type Protocol = Ecs;
    type Output = DescribeInstanceTypesOutput;
    const NAME: &'static str = "DescribeInstanceTypes";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        validate_sizes(&[], self.max_results, u32::MAX)?;
        let params = Params::new(Self::NAME)
            .list("InstanceTypeIds", &self.instance_type_ids)
            .list("InstanceTypes", &self.instance_types)
            .param("ImageId", self.image_id.as_ref())
            .param("MaxResults", self.max_results)
            .param("NextToken", self.next_token.as_ref());
        Ok(params.into_get())
    }

    fn decode_output(&self, payload: Value) -> Result<DescribeInstanceTypesOutput> {
        parse_page(payload, "InstanceTypes", "TotalCount")
    }
}
