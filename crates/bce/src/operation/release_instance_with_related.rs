use http::Method;
use serde::Serialize;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::{instance_path, is_false, json_request};
use crate::model::Acknowledged;
use crate::protocol::Bcc;

/// Releases a postpaid instance and, if wanted, what is attached to it: `POST /v2/instance/{id}`.
///
/// **All data on the system disk is lost**, unless it goes into the recycle bin. Refused with 403
/// `Instance.DeletionProtection`, `Instance.ReleaseWhileCreating`, `Instance.ReleaseNotPrepay`.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Bce);
/// # let client = tingji_bce::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// use tingji_bce::operation::ReleaseInstanceWithRelated;
///
/// let release = ReleaseInstanceWithRelated::new("i-DemoCpu1")?.related_release_flag(true);
/// client.send(&release).await?;
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/nk0m0kvzd>
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseInstanceWithRelated {
    #[serde(skip)]
    path: String,
    related_release_flag: bool,
    delete_cds_snapshot_flag: bool,
    #[serde(skip_serializing_if = "is_false")]
    delete_related_enis_flag: bool,
    #[serde(skip_serializing_if = "is_false")]
    bcc_recycle_flag: bool,
    #[serde(skip_serializing_if = "is_false")]
    cds_attribute_active: bool,
    #[serde(skip_serializing_if = "is_false")]
    delete_immediate: bool,
}

impl ReleaseInstanceWithRelated {
    /// The instance and its system disk alone.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(instance_id: &str) -> Result<Self> {
        Ok(Self { path: instance_path(instance_id)?, ..Self::default() })
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

    /// Lets each disk's own setting decide whether it goes, over the two flags before. Default false.
    #[must_use]
    pub fn cds_attribute_active(mut self, active: bool) -> Self {
        self.cds_attribute_active = active;
        self
    }

    /// Releases without delay. Only the vendor's Go SDK has this one. Default false.
    #[must_use]
    pub fn delete_immediate(mut self, immediate: bool) -> Self {
        self.delete_immediate = immediate;
        self
    }
}

impl Operation for ReleaseInstanceWithRelated {
    type Protocol = Bcc;
    type Output = Acknowledged;
    const NAME: &'static str = "ReleaseInstanceByPost";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        Ok(json_request(Method::POST, &self.path, self))
    }
}
