use http::Method;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass, UnixTime};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::location::{Location, location_setters};
use crate::model::Monitor;
use crate::protocol::CompShare;
use crate::response;
use crate::validate::{require, validate_ids};

/// Most ids in a request.
const MAX_IDS: usize = 10;

/// Returns the usage of instances in percent: CPU, memory, disks and GPUs.
///
/// Covers the latest minute, or any period for a single instance. This is the only action that is sent as
/// JSON: the vendor's page describes a form, but only a JSON body with a real list works, as the vendor's
/// own command shows.
///
/// ```
/// use tingji_compshare::Client;
/// use tingji_compshare::operation::GetCompShareInstanceMonitor;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Compshare);
/// # let client = Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// let monitor = GetCompShareInstanceMonitor::new(["uhost-demo4090"]).region("cn-wlcb");
/// for resource in &client.send(&monitor).await?.data.list {
///     println!("{:?}: {:?} % GPU usage", resource.uhost_id, resource.latest_value("cloudwatch_gpu_util"));
/// }
/// # Ok(())
/// # }
/// ```
///
/// <https://www.compshare.cn/docs/gpus/instance/getcompshareinstancemonitor>
#[derive(Clone, Debug)]
pub struct GetCompShareInstanceMonitor {
    location: Location,
    uhost_ids: Vec<String>,
    start_time: Option<UnixTime>,
    end_time: Option<UnixTime>,
}

impl GetCompShareInstanceMonitor {
    /// Creates the request for at most 10 instances of one region. The region is required, here or in the
    /// client.
    pub fn new(uhost_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let uhost_ids = uhost_ids.into_iter().map(Into::into).collect();
        Self { location: Location::default(), uhost_ids, start_time: None, end_time: None }
    }

    /// Start of the period, for a single instance. Default: one minute ago.
    #[must_use]
    pub fn start_time(mut self, start_time: UnixTime) -> Self {
        self.start_time = Some(start_time);
        self
    }

    /// End of the period, for a single instance. Default: now.
    #[must_use]
    pub fn end_time(mut self, end_time: UnixTime) -> Self {
        self.end_time = Some(end_time);
        self
    }
}

location_setters!(GetCompShareInstanceMonitor, location);

impl Operation for GetCompShareInstanceMonitor {
    type Protocol = CompShare;
    type Output = Monitor;
    const NAME: &'static str = "GetCompShareInstanceMonitor";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let location = self.location.resolve(config);
        let has_period = self.start_time.is_some() || self.end_time.is_some();
        let max_ids = if has_period { 1 } else { MAX_IDS };
        require((1..=max_ids).contains(&self.uhost_ids.len()), || {
            "name 1 to 10 instances, or exactly one for a period".to_owned()
        })?;
        validate_ids(&self.uhost_ids)?;
        let in_order = self.start_time.zip(self.end_time).is_none_or(|(start, end)| start <= end);
        require(in_order, || "the period ends before it starts".to_owned())?;
        require(location.region.is_some(), || {
            "the region of the instances must be set, in the request or in the client".to_owned()
        })?;
        let mut params = Params::new(Self::NAME);
        params.push("UHostIds", self.uhost_ids.clone());
        params.push_if_some("StartTime", self.start_time.map(UnixTime::seconds));
        params.push_if_some("EndTime", self.end_time.map(UnixTime::seconds));
        params.push_if_some("Region", location.region).push_if_some("Zone", location.zone);
        params.push_if_some("ProjectId", location.project_id);
        Ok(UnsignedRequest::new(Method::POST, "/").body("application/json", params.to_json()))
    }

    fn decode_output(&self, payload: Value) -> Result<Monitor> {
        response::parse_required(payload, "Data")
    }
}
