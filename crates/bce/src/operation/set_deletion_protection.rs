use http::Method;
use tingji_core::operation;

use super::request::{instance_path, json};
use crate::model::Acknowledged;
use crate::protocol::Bcc;

operation! {
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
    /// client.send(&SetDeletionProtection::new("i-DemoCpu1", true)).await?;
    /// let error = client.send(&ReleaseInstance::new("i-DemoCpu1")).await.unwrap_err();
    /// assert_eq!(error.code(), Some("Instance.DeletionProtection"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/0kstrzyz9>
    pub struct SetDeletionProtection: Bcc, ObserveFirst -> Acknowledged, "InstanceDeletionProtection";
    /// Sets the protection: true sends `deletionProtection` 1, false sends 0.
    new(=> instance_id: String, "deletionProtection" => deletion_protection: bool as as_number);
    request(self, _region) {
        json(Method::PUT, &format!("{}/deletionProtection", instance_path(&self.instance_id)?), self)
    }
}

/// Returns the number that the vendor expects for a flag.
fn as_number(flag: &bool) -> u8 {
    u8::from(*flag)
}
