use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass, UnixTime};
use tingji_ucloud::Config;

use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::Acknowledged;
use crate::protocol::CompShare;

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
/// client.send(&UpdateCompShareStopScheduler::new("uhost-demo4090", evening)?).await?;
/// let describe = DescribeCompShareInstance::new().uhost_ids(["uhost-demo4090"]);
/// assert_eq!(client.send(&describe).await?.uhost_set[0].scheduled_stop(), Some(evening));
///
/// client.send(&DeleteCompShareStopScheduler::new("uhost-demo4090")?).await?;
/// assert_eq!(client.send(&describe).await?.uhost_set[0].scheduled_stop(), None);
/// # Ok(())
/// # }
/// ```
///
/// <https://www.compshare.cn/docs/gpus/instance/updatecompsharestopscheduler>
#[derive(Clone, Debug)]
pub struct UpdateCompShareStopScheduler {
    instance: InstanceRef,
    scheduler_stop_time: UnixTime,
}

impl UpdateCompShareStopScheduler {
    /// Creates the request for one instance and the time of its stop. Region and zone are required, here or
    /// in the client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is empty, too long, or has a
    /// character that no id has.
    pub fn new(uhost_id: &str, scheduler_stop_time: UnixTime) -> Result<Self> {
        Ok(Self { instance: InstanceRef::new(uhost_id)?, scheduler_stop_time })
    }
}

location_setters!(UpdateCompShareStopScheduler, instance.location);

impl Operation for UpdateCompShareStopScheduler {
    type Protocol = CompShare;
    type Output = Acknowledged;
    const NAME: &'static str = "UpdateCompShareStopScheduler";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        self.instance.require_project(config)?;
        let mut params = self.instance.params(Self::NAME);
        // The vendor's documents and command use this name; its SDKs use `StopTime`.
        params.push("SchedulerStopTime", self.scheduler_stop_time.seconds());
        self.instance.request(params, config)
    }

    fn decode_output(&self, payload: Value) -> Result<Acknowledged> {
        self.instance.parse_acknowledgement(payload)
    }
}
