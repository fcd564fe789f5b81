use tingji_core::UnixTime;
use tingji_core::params::validate_id;

use crate::location::located_operation;
use crate::model::Acknowledged;
use crate::response::acknowledge;

located_operation! {
    /// Schedules the stop of an instance. Replaces an earlier schedule.
    ///
    /// The time must be at least five minutes ahead, and spot instances cannot be scheduled; the vendor checks
    /// both. A project id is required; [`GetProjectList`](super::GetProjectList) returns it.
    ///
    /// ```
    /// use tingji_compshare::Client;
    /// use tingji_compshare::operation::{
    ///     DeleteCompShareStopScheduler, DescribeCompShareInstance, UpdateCompShareStopScheduler,
    /// };
    /// use tingji_core::UnixTime;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Compshare);
    /// # let client = Client::builder(credential).endpoint(&sandbox.endpoint())?.zone("cn-wlcb-01")
    /// #     .project_id("org-sandbox").build()?;
    /// let evening = UnixTime::from_seconds(4_102_444_800);
    /// client.send(&UpdateCompShareStopScheduler::new("uhost-demo4090", evening)).await?;
    /// let describe = DescribeCompShareInstance::new().uhost_ids(["uhost-demo4090"]);
    /// assert_eq!(client.send(&describe).await?.uhost_set[0].scheduled_stop(), Some(evening));
    ///
    /// client.send(&DeleteCompShareStopScheduler::new("uhost-demo4090")).await?;
    /// assert_eq!(client.send(&describe).await?.uhost_set[0].scheduled_stop(), None);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/updatecompsharestopscheduler>
    pub struct UpdateCompShareStopScheduler: ObserveFirst -> Acknowledged;
    /// Creates the request for one instance and the time of its stop. Region and zone are required, here or
    /// in the client.
    new("UHostId" => uhost_id: String, "SchedulerStopTime" => scheduler_stop_time: UnixTime as seconds);
    request(self, config) {
        validate_id(&self.uhost_id)?;
        self.require_project(config)?;
        self.zonal_request(config, &self.uhost_id)
    }
    decode(self, payload) { acknowledge(payload, &self.uhost_id) }
}

fn seconds(time: &UnixTime) -> i64 {
    time.seconds()
}
