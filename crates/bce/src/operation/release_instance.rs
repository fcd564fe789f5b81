use http::Method;
use tingji_core::operation;
use tingji_core::operation::UnsignedRequest;

use super::request::instance_path;
use crate::model::Acknowledged;
use crate::protocol::Bcc;

operation! {
    /// Releases a postpaid instance, or an expired prepaid one: `DELETE /v2/instance/{id}`.
    ///
    /// **All data on the system disk is lost**, with the snapshots of that disk. Data disks are detached and
    /// remain with their snapshots; images of the instance remain too. This is the older of two operations;
    /// [`ReleaseInstanceWithRelated`](super::ReleaseInstanceWithRelated) can also release attached resources.
    ///
    /// The vendor responds with 403 `Instance.DeletionProtection`, `Instance.ReleaseWhileCreating` or, for a
    /// prepaid instance, `Instance.DeleteServerFailException`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
    /// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_bce::operation::{GetInstance, ReleaseInstance};
    ///
    /// client.send(&ReleaseInstance::new("i-DemoCpu1")).await?;
    /// sandbox.advance(std::time::Duration::from_secs(60));
    /// let error = client.send(&GetInstance::new("i-DemoCpu1")).await.unwrap_err();
    /// assert_eq!(error.code(), Some("NoSuchObject"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/2jwvyoclc>
    pub struct ReleaseInstance: Bcc, Never -> Acknowledged;
    /// Creates the release of the instance with this id.
    new(=> instance_id: String);
    request(self, _region) { Ok(UnsignedRequest::new(Method::DELETE, instance_path(&self.instance_id)?)) }
}
