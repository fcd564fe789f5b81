use http::Method;
use serde::Serialize;
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::{is_false, json_request};
use crate::model::BatchOutput;
use crate::protocol::Bcc;
use crate::validate::validate_ids;

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
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BatchReleaseInstances {
    /// Ids of the instances, 1 to 100.
    pub instance_ids: Vec<String>,
    related_release_flag: bool,
    delete_cds_snapshot_flag: bool,
    #[serde(skip_serializing_if = "is_false")]
    delete_related_cds_flag: bool,
    #[serde(skip_serializing_if = "is_false")]
    delete_related_enis_flag: bool,
    #[serde(skip_serializing_if = "is_false")]
    bcc_recycle_flag: bool,
}

impl BatchReleaseInstances {
    /// Creates the release of these instances with their system disks only.
    pub fn new(instance_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { instance_ids: instance_ids.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// Also releases the attached postpaid public addresses and data disks. Default false.
    #[must_use]
    pub fn related_release_flag(mut self, release: bool) -> Self {
        self.related_release_flag = release;
        self
    }

    /// Also deletes the snapshots of the disks; requires `relatedReleaseFlag`. Default false.
    #[must_use]
    pub fn delete_cds_snapshot_flag(mut self, delete: bool) -> Self {
        self.delete_cds_snapshot_flag = delete;
        self
    }

    /// Also deletes the data disks. Default false.
    #[must_use]
    pub fn delete_related_cds_flag(mut self, delete: bool) -> Self {
        self.delete_related_cds_flag = delete;
        self
    }

    /// Also deletes the secondary network interfaces. Default false.
    #[must_use]
    pub fn delete_related_enis_flag(mut self, delete: bool) -> Self {
        self.delete_related_enis_flag = delete;
        self
    }

    /// Moves the instances to the recycle bin, where they can be recovered for some time. Default false.
    #[must_use]
    pub fn bcc_recycle_flag(mut self, recycle: bool) -> Self {
        self.bcc_recycle_flag = recycle;
        self
    }
}

impl Operation for BatchReleaseInstances {
    type Protocol = Bcc;
    type Output = BatchOutput;
    const NAME: &'static str = "ReleaseMultipleInstanceByPost";
    const RETRY: RetryClass = RetryClass::Never;

    fn decode_output(&self, payload: Value) -> Result<BatchOutput> {
        BatchOutput::parse(payload)
    }

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        validate_ids(&self.instance_ids)?;
        Ok(json_request(Method::POST, "/v2/instance/batchDelete", self))
    }
}
