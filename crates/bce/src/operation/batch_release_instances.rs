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
/// **All data on the system disks is lost**, unless they go into the recycle bin. Refused with 403
/// `Instance.DeleteServerFailException` if one is not postpaid.
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
/// let answer = client.send(&release).await?;
/// assert!(answer.failed_instance_id_list.is_empty());
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/jlfkihltg>
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BatchReleaseInstances {
    /// The ids, 1 to 100.
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
    /// These instances and their system disks alone.
    pub fn new(instance_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { instance_ids: instance_ids.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// Releases the postpaid public addresses and data disks attached to it as well. Default false.
    #[must_use]
    pub fn related_release_flag(mut self, release: bool) -> Self {
        self.related_release_flag = release;
        self
    }

    /// Deletes the disks' snapshots as well; only together with `relatedReleaseFlag`. Default false.
    #[must_use]
    pub fn delete_cds_snapshot_flag(mut self, delete: bool) -> Self {
        self.delete_cds_snapshot_flag = delete;
        self
    }

    /// Deletes the data disks as well. Default false.
    #[must_use]
    pub fn delete_related_cds_flag(mut self, delete: bool) -> Self {
        self.delete_related_cds_flag = delete;
        self
    }

    /// Deletes its other network interfaces as well. Default false.
    #[must_use]
    pub fn delete_related_enis_flag(mut self, delete: bool) -> Self {
        self.delete_related_enis_flag = delete;
        self
    }

    /// Puts it into the recycle bin, from which it can be recovered for a while. Default false.
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
