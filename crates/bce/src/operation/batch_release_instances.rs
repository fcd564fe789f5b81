use http::Method;
use tingji_core::operation;
use tingji_core::params::true_only;

use super::request::json;
use crate::model::BatchOutput;
use crate::protocol::Bcc;
use crate::validate::validate_ids;

operation! {
    /// Releases up to 100 postpaid instances: `POST /v2/instance/batchDelete`.
    ///
    /// **All data on the system disks is lost**, unless the instances go into the recycle bin. The vendor
    /// responds with 403 `Instance.DeleteServerFailException` if one of them is not postpaid.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
    /// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_bce::operation::BatchReleaseInstances;
    ///
    /// let release = BatchReleaseInstances::new(["i-DemoV100", "i-DemoCpu1"]).related_release_flag(true);
    /// let response = client.send(&release).await?;
    /// assert!(response.failed_instance_id_list.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/jlfkihltg>
    pub struct BatchReleaseInstances: Bcc, Never -> BatchOutput, "ReleaseMultipleInstanceByPost";
    /// Creates the release of these instances with their system disks only.
    new("instanceIds" => instance_ids: Vec<String>);
    /// Also releases the attached postpaid public addresses and data disks. Default false.
    "relatedReleaseFlag" => related_release_flag: bool;
    /// Also deletes the snapshots of the disks; requires `relatedReleaseFlag`. Default false.
    "deleteCdsSnapshotFlag" => delete_cds_snapshot_flag: bool;
    /// Also deletes the data disks. Default false.
    "deleteRelatedCdsFlag" => delete_related_cds_flag: bool as true_only;
    /// Also deletes the secondary network interfaces. Default false.
    "deleteRelatedEnisFlag" => delete_related_enis_flag: bool as true_only;
    /// Moves the instances to the recycle bin, where they can be recovered for some time. Default false.
    "bccRecycleFlag" => bcc_recycle_flag: bool as true_only;
    request(self, _region) {
        validate_ids(&self.instance_ids)?;
        json(Method::POST, "/v2/instance/batchDelete", self)
    }
    decode(self, payload) { BatchOutput::parse(payload) }
}
