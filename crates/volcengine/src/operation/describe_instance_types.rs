use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::{Operation, UnsignedRequest, parse_page};
use tingji_core::{Result, RetryClass, lenient, record};

use crate::model::InstanceType;
use crate::paging::paged;
use crate::params::{ActionParams, validate_sizes};
use crate::protocol::Ecs;

/// Lists instance types, page by page: `Action=DescribeInstanceTypes`.
///
/// This is the only operation that returns GPUs: an instance has only the id of its type. The response
/// says nothing about available capacity.
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
    /// Types to return, such as `ecs.gni3cl.5xlarge`. Default: all types.
    pub instance_type_ids: Vec<String>,
    /// Types to return, under the other name of this parameter.
    pub instance_types: Vec<String>,
    /// Returns only types that support this image.
    pub image_id: Option<String>,
    /// Maximum page size. The vendor's default is 10.
    pub max_results: Option<u32>,
    /// Page to return: [`DescribeInstanceTypesOutput::next`] of the previous page. Default: the first page.
    pub next_token: Option<String>,
}

impl DescribeInstanceTypes {
    /// Returns only these types.
    #[must_use]
    pub fn instance_type_ids(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.instance_type_ids = ids.into_iter().map(Into::into).collect();
        self
    }
}

record! {
    /// Page of instance types.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct DescribeInstanceTypesOutput {
        /// Types on this page.
        "InstanceTypes" => pub instance_types: Vec<InstanceType> as lenient::parse_list,
        /// Token of the next page; empty on the last page.
        "NextToken" => pub next_token: Option<String> as lenient::parse_page_token,
        /// Number of types on all pages.
        "TotalCount" => pub total_count: Option<i64> as lenient::parse_int,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

paged!(DescribeInstanceTypes, DescribeInstanceTypesOutput, "types");

impl Operation for DescribeInstanceTypes {
    type Protocol = Ecs;
    type Output = DescribeInstanceTypesOutput;
    const NAME: &'static str = "DescribeInstanceTypes";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        validate_sizes(&[], self.max_results, u32::MAX)?;
        let params = ActionParams::new(Self::NAME)
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
