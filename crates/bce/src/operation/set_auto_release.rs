use http::Method;
use serde::Serialize;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass, UnixTime};

use super::request::{action_query, instance_path, is_false, json_request};
use crate::model::Acknowledged;
use crate::protocol::Bcc;

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
/// client.send(&SetAutoRelease::at("i-DemoV100", time)?).await?;
/// let response = client.send(&GetInstance::new("i-DemoV100")?).await?;
/// assert_eq!(response.instance.release_time.as_deref(), Some("2099-01-01T00:00:00Z"));
/// client.send(&SetAutoRelease::cancel("i-DemoV100")?).await?;
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/8lfrq74kx>
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SetAutoRelease {
    #[serde(skip)]
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    release_time: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    is_eip_auto_related_delete: bool,
    #[serde(skip)]
    client_token: Option<String>,
}

impl SetAutoRelease {
    /// Schedules the release at this time (`releaseTime`, in UTC).
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn at(instance_id: &str, time: UnixTime) -> Result<Self> {
        Ok(Self { release_time: Some(time.to_string()), ..Self::cancel(instance_id)? })
    }

    /// Cancels the scheduled release.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn cancel(instance_id: &str) -> Result<Self> {
        let path = instance_path(instance_id)?;
        Ok(Self { path, release_time: None, is_eip_auto_related_delete: false, client_token: None })
    }

    /// Also releases the postpaid public address. Default false.
    #[must_use]
    pub fn is_eip_auto_related_delete(mut self, delete: bool) -> Self {
        self.is_eip_auto_related_delete = delete;
        self
    }

    /// Sets the idempotency token, 1 to 64 ASCII characters: repeated requests within 24 hours are executed
    /// once. The vendor's page marks it as required; a rejection without it was not verified. Default: none.
    #[must_use]
    pub fn client_token(mut self, token: impl Into<String>) -> Self {
        self.client_token = Some(token.into());
        self
    }
}

impl Operation for SetAutoRelease {
    type Protocol = Bcc;
    type Output = Acknowledged;
    const NAME: &'static str = "AutoReleaseInstance";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let query = action_query("autorelease", self.client_token.as_deref())?;
        Ok(json_request(Method::PUT, &self.path, self).query(query))
    }
}
