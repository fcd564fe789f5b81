use http::Method;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::{instance_path, json_request};
use crate::model::Acknowledged;
use crate::protocol::Bcc;

/// Turns the deletion protection of an instance on or off:
/// `PUT /v2/instance/{id}/deletionProtection`.
///
/// The protection does not prevent a scheduled release, nor a release because of debts or expiry.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
/// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_bce::operation::{ReleaseInstance, SetDeletionProtection};
///
/// client.send(&SetDeletionProtection::new("i-DemoCpu1", true)?).await?;
/// let error = client.send(&ReleaseInstance::new("i-DemoCpu1")?).await.unwrap_err();
/// assert_eq!(error.code(), Some("Instance.DeletionProtection"));
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/0kstrzyz9>
#[derive(Clone, Debug)]
pub struct SetDeletionProtection {
    path: String,
    deletion_protection: bool,
}

impl SetDeletionProtection {
    /// Sets the protection: true sends `deletionProtection` 1, false sends 0.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(instance_id: &str, deletion_protection: bool) -> Result<Self> {
        Ok(Self { path: format!("{}/deletionProtection", instance_path(instance_id)?), deletion_protection })
    }
}

impl Operation for SetDeletionProtection {
    type Protocol = Bcc;
    type Output = Acknowledged;
    const NAME: &'static str = "InstanceDeletionProtection";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let body = serde_json::json!({ "deletionProtection": u8::from(self.deletion_protection) });
        Ok(json_request(Method::PUT, &self.path, &body))
    }
}
