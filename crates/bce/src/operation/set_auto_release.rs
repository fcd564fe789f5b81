use http::Method;
use tingji_core::params::true_only;
use tingji_core::{UnixTime, operation};

use super::request::{action_query, instance_path, json};
use crate::model::Acknowledged;
use crate::protocol::Bcc;

operation! {
    /// Schedules the release of a postpaid instance, or cancels it: `PUT /v2/instance/{id}?autorelease`.
    ///
    /// **At that time the instance is released with its data**, even with deletion protection. BCC has no
    /// scheduled stop; this is the closest alternative.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
    /// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_bce::operation::{GetInstance, SetAutoRelease};
    /// use tingji_core::UnixTime;
    ///
    /// let time = UnixTime::parse("2099-01-01T00:00:00Z").ok_or("no time")?;
    /// client.send(&SetAutoRelease::new("i-DemoV100").release_time(time)).await?;
    /// let response = client.send(&GetInstance::new("i-DemoV100")).await?;
    /// assert_eq!(response.instance.release_time.as_deref(), Some("2099-01-01T00:00:00Z"));
    /// client.send(&SetAutoRelease::new("i-DemoV100")).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/8lfrq74kx>
    pub struct SetAutoRelease: Bcc, ObserveFirst -> Acknowledged, "AutoReleaseInstance";
    /// Cancels the scheduled release of the instance.
    new(=> instance_id: String);
    /// Schedules the release at this time, in UTC. Default: none, which cancels the schedule.
    "releaseTime" => release_time: Option<UnixTime> as utc_text;
    /// Also releases the postpaid public address. Default false.
    "isEipAutoRelatedDelete" => is_eip_auto_related_delete: bool as true_only;
    /// Sets the idempotency token, 1 to 64 ASCII characters: repeated requests within 24 hours are executed
    /// once. The vendor's page marks it as required; a rejection without it was not verified. Default: none.
    => client_token: Option<String>;
    request(self, _region) {
        let query = action_query("autorelease", self.client_token.as_deref())?;
        Ok(json(Method::PUT, &instance_path(&self.instance_id)?, self)?.query(query))
    }
}

/// Returns a time as the vendor writes it.
fn utc_text(time: &Option<UnixTime>) -> Option<String> {
    time.map(|time| time.to_string())
}
