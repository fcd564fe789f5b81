use http::Method;
use tingji_core::operation;
use tingji_core::params::true_only;

use super::request::{instance_path, json};
use crate::model::Acknowledged;
use crate::protocol::Bcc;

operation! {
    /// Releases a postpaid instance and, optionally, attached resources: `POST /v2/instance/{id}`.
    ///
    /// **All data on the system disk is lost**, unless the instance goes into the recycle bin. The vendor may
    /// respond with 403 `Instance.DeletionProtection`, `Instance.ReleaseWhileCreating` or
    /// `Instance.ReleaseNotPrepay`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
    /// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_bce::operation::ReleaseInstanceWithRelated;
    ///
    /// let release = ReleaseInstanceWithRelated::new("i-DemoCpu1").related_release_flag(true);
    /// client.send(&release).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/nk0m0kvzd>
    pub struct ReleaseInstanceWithRelated: Bcc, Never -> Acknowledged, "ReleaseInstanceByPost";
    /// Creates the release of the instance with its system disk only.
    new(=> instance_id: String);
    /// Also releases the attached postpaid public addresses and data disks. Default false.
    "relatedReleaseFlag" => related_release_flag: bool;
    /// Also deletes the snapshots of the disks; requires `relatedReleaseFlag`. Default false.
    "deleteCdsSnapshotFlag" => delete_cds_snapshot_flag: bool;
    /// Also deletes the secondary network interfaces. Default false.
    "deleteRelatedEnisFlag" => delete_related_enis_flag: bool as true_only;
    /// Moves the instance to the recycle bin, where it can be recovered for some time. Default false.
    "bccRecycleFlag" => bcc_recycle_flag: bool as true_only;
    /// Uses the setting of each disk instead of the first two flags. Default false.
    "cdsAttributeActive" => cds_attribute_active: bool as true_only;
    /// Releases without delay. Undocumented; only the vendor's Go SDK has this flag. Default false.
    "deleteImmediate" => delete_immediate: bool as true_only;
    request(self, _region) { json(Method::POST, &instance_path(&self.instance_id)?, self) }
}
