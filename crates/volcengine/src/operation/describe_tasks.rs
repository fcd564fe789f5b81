use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::parse_required;
use tingji_core::paged::Paged;
use tingji_core::{lenient, operation, record};

use crate::model::Task;
use crate::params::{MAX_IDS, get, validate_sizes};
use crate::protocol::Ecs;

operation! {
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
    pub struct DescribeTasks: Ecs, Safe -> DescribeTasksOutput;
    /// Creates a list of all tasks, from the first page.
    new();
    /// Tasks to return, at most 100. Default: all tasks.
    "TaskIds" => task_ids: Vec<String>;
    /// Returns only the tasks of this image.
    "ResourceId" => resource_id: Option<String>;
    /// Returns only the tasks of these images, at most 100.
    "ResourceIds" => resource_ids: Vec<String>;
    /// Maximum page size.
    "MaxResults" => max_results: Option<u32>;
    /// Page to return: [`DescribeTasksOutput::next_token`] of the previous page. Default: the first page.
    "NextToken" => next_token: Option<String>;
    request(self, _region) {
        let lists =
            [("TaskIds", self.task_ids.len(), MAX_IDS), ("ResourceIds", self.resource_ids.len(), MAX_IDS)];
        validate_sizes(&lists, self.max_results, u32::MAX)?;
        get(self)
    }
    decode(self, payload) { parse_required(payload, "Tasks") }
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

impl Paged for DescribeTasks {
    type Item = Task;
    type Cursor = String;

    fn next_cursor(&self, page: &DescribeTasksOutput) -> Option<String> {
        page.next_token.clone()
    }

    fn at(self, cursor: String) -> Self {
        self.next_token(cursor)
    }

    fn into_items(page: DescribeTasksOutput) -> Vec<Task> {
        page.tasks
    }
}
