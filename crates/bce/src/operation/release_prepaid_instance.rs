use http::Method;
use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::parse_required;
use tingji_core::params::{true_only, validate_id};
use tingji_core::{lenient, operation, record};

use super::request::json;
use crate::model::ReleasedResources;
use crate::protocol::Bcc;

operation! {
    /// Releases a prepaid instance before its expiry, for a refund: `POST /v2/instance/delete`.
    ///
    /// **All data is lost**, and prepaid data disks are always released too. The vendor responds with 403
    /// `Instance.DeletionProtection`, or with 400 `InsufficientCreditException` if the account has no refunds
    /// left.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
    /// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// use tingji_bce::operation::ReleasePrepaidInstance;
    ///
    /// let response = client.send(&ReleasePrepaidInstance::new("i-DemoPrepd")).await?;
    /// assert_eq!(response.instance_refund_flag, Some(true));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://cloud.baidu.com/doc/BCC/s/qlozpzy93>
    pub struct ReleasePrepaidInstance: Bcc, Never -> ReleasePrepaidInstanceOutput, "DeletePrepayInstance";
    /// Creates the release of the instance with its system disk and its prepaid disks only.
    new("instanceId" => instance_id: String);
    /// Also releases the attached postpaid public addresses and data disks. Default false.
    "relatedReleaseFlag" => related_release_flag: bool as true_only;
    /// Also deletes the snapshots of the disks; requires `relatedReleaseFlag`. Default false.
    "deleteCdsSnapshotFlag" => delete_cds_snapshot_flag: bool as true_only;
    /// Also deletes the secondary network interfaces. Default false.
    "deleteRelatedEnisFlag" => delete_related_enis_flag: bool as true_only;
    request(self, _region) {
        validate_id(&self.instance_id)?;
        json(Method::POST, "/v2/instance/delete", self)
    }
    decode(self, payload) { parse_required(payload, "instanceRefundFlag") }
}

record! {
    /// Result of the release of a prepaid instance.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct ReleasePrepaidInstanceOutput {
        /// Released resources.
        "successResources" => pub success_resources: Option<ReleasedResources>,
        /// Resources that could not be released.
        "failResources" => pub fail_resources: Option<ReleasedResources>,
        /// True if the instance itself was released.
        "instanceRefundFlag" => pub instance_refund_flag: Option<bool> as lenient::parse_bool,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}
