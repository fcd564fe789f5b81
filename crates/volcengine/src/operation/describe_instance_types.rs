use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::parse_page;
use tingji_core::paged::Paged;
use tingji_core::{lenient, operation, record};

use crate::model::InstanceType;
use crate::params::{get, validate_sizes};
use crate::protocol::Ecs;

operation! {
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
    pub struct DescribeInstanceTypes: Ecs, Safe -> DescribeInstanceTypesOutput;
    /// Creates a list of all types, from the first page.
    new();
    /// Types to return, such as `ecs.gni3cl.5xlarge`. Default: all types.
    "InstanceTypeIds" => instance_type_ids: Vec<String>;
    /// Types to return, under the other name of this parameter.
    "InstanceTypes" => instance_types: Vec<String>;
    /// Returns only types that support this image.
    "ImageId" => image_id: Option<String>;
    /// Maximum page size. The vendor's default is 10.
    "MaxResults" => max_results: Option<u32>;
    /// Page to return: [`DescribeInstanceTypesOutput::next_token`] of the previous page. Default: the first page.
    "NextToken" => next_token: Option<String>;
    request(self, _region) {
        validate_sizes(&[], self.max_results, u32::MAX)?;
        get(self)
    }
    decode(self, payload) { parse_page(payload, "InstanceTypes", "TotalCount") }
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

impl Paged for DescribeInstanceTypes {
    type Item = InstanceType;
    type Cursor = String;

    fn next_cursor(&self, page: &DescribeInstanceTypesOutput) -> Option<String> {
        page.next_token.clone()
    }

    fn at(self, cursor: String) -> Self {
        self.next_token(cursor)
    }

    fn into_items(page: DescribeInstanceTypesOutput) -> Vec<InstanceType> {
        page.instance_types
    }
}
