use http::Method;
use tingji_core::UnixTime;
use tingji_core::operation::UnsignedRequest;
use tingji_core::params::to_json;
use tingji_ucloud::Config;

use crate::location::located_operation;
use crate::model::Monitor;
use crate::response;
use crate::validate::{require, validate_ids};

/// Maximum number of ids in a request.
const MAX_IDS: usize = 10;

located_operation! {
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
    pub struct GetCompShareInstanceMonitor: Safe -> Monitor;
    /// Creates the request for at most 10 instances of one region. The region is required, here or in the
    /// client.
    new("UHostIds" => uhost_ids: Vec<String>);
    /// Start of the period, for a single instance. Default: one minute ago.
    "StartTime" => start_time: Option<UnixTime> as seconds;
    /// End of the period, for a single instance. Default: now.
    "EndTime" => end_time: Option<UnixTime> as seconds;
    request(self, config) {
        let has_period = self.start_time.is_some() || self.end_time.is_some();
        let max_ids = if has_period { 1 } else { MAX_IDS };
        let fits = (1..=max_ids).contains(&self.uhost_ids.len());
        require(fits, "name 1 to 10 instances, or exactly one for a period")?;
        validate_ids(&self.uhost_ids)?;
        let in_order = self.start_time.zip(self.end_time).is_none_or(|(start, end)| start <= end);
        require(in_order, "the period ends before it starts")?;
        let Config { region, zone, project_id } = self.require_region(config, "the region of the instances")?;
        let mut body = to_json(self)?;
        body["Action"] = Self::NAME.into();
        for (name, value) in [("Region", region), ("Zone", zone), ("ProjectId", project_id)] {
            if let Some(value) = value {
                body[name] = value.into();
            }
        }
        Ok(UnsignedRequest::new(Method::POST, "/").body("application/json", body.to_string()))
    }
    decode(self, payload) { response::parse_required(payload, "Data") }
}

fn seconds(time: &Option<UnixTime>) -> Option<i64> {
    time.map(UnixTime::seconds)
}
