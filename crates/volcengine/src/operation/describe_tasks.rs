use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass, lenient, record};

use crate::model::Task;
use crate::paging::paged;
use crate::params::{ActionParams, MAX_IDS, validate_sizes};
use crate::protocol::Ecs;

/// Lists background tasks, page by page: `Action=DescribeTasks`.
///
/// Tasks create, copy, import and export images. Actions on instances create no tasks: poll the instances
/// instead.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Volcengine);
/// # let client = tingji_volcengine::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_volcengine::operation::DescribeTasks;
///
/// let page = client.send(&DescribeTasks::new()).await?;
/// for task in &page.tasks {
///     println!("{:?} {:?} {:?} since {:?}", task.r#type, task.status, task.process, task.created());
/// }
/// # Ok(())
/// # }
/// ```
///
/// <https://www.volcengine.com/docs/6396/120437>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct DescribeTasks {
    /// Tasks to return, at most 100. Default: all tasks.
    pub task_ids: Vec<String>,
    /// Returns only the tasks of this image.
    pub resource_id: Option<String>,
    /// Returns only the tasks of these images, at most 100.
    pub resource_ids: Vec<String>,
    /// Maximum page size.
    pub max_results: Option<u32>,
    /// Page to return: [`DescribeTasksOutput::next`] of the previous page. Default: the first page.
    pub next_token: Option<String>,
}

record! {
    /// Page of tasks.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct DescribeTasksOutput {
        /// Tasks on this page.
        "Tasks" => pub tasks: Vec<Task> as lenient::parse_list,
        /// Token of the next page; empty on the last page.
        "NextToken" => pub next_token: Option<String> as lenient::parse_page_token,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

paged!(DescribeTasks, DescribeTasksOutput, "tasks");

impl Operation for DescribeTasks {
    type Protocol = Ecs;
    type Output = DescribeTasksOutput;
    const NAME: &'static str = "DescribeTasks";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let lists =
            [("TaskIds", self.task_ids.len(), MAX_IDS), ("ResourceIds", self.resource_ids.len(), MAX_IDS)];
        validate_sizes(&lists, self.max_results, u32::MAX)?;
        let params = ActionParams::new(Self::NAME)
            .list("TaskIds", &self.task_ids)
            .param("ResourceId", self.resource_id.as_ref())
            .list("ResourceIds", &self.resource_ids)
            .param("MaxResults", self.max_results)
            .param("NextToken", self.next_token.as_ref());
        Ok(params.into_get())
    }

    fn decode_output(&self, payload: Value) -> Result<DescribeTasksOutput> {
        parse_required(payload, "Tasks")
    }
}
