use http::Method;
use serde::Serialize;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};

use super::request::{instance_path, is_false, json_request};
use crate::model::Acknowledged;
use crate::protocol::Bcc;

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
    /// Creates the release of the instance with its system disk only.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(instance_id: &str) -> Result<Self> {
        Ok(Self { path: instance_path(instance_id)?, ..Self::default() })
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

    /// Also deletes the secondary network interfaces. Default false.
    #[must_use]
    pub fn delete_related_enis_flag(mut self, delete: bool) -> Self {
        self.delete_related_enis_flag = delete;
        self
    }

    /// Moves the instance to the recycle bin, where it can be recovered for some time. Default false.
    #[must_use]
    pub fn bcc_recycle_flag(mut self, recycle: bool) -> Self {
        self.bcc_recycle_flag = recycle;
        self
    }

    /// Uses the setting of each disk instead of the first two flags. Default false.
    #[must_use]
    pub fn cds_attribute_active(mut self, active: bool) -> Self {
        self.cds_attribute_active = active;
        self
    }

    /// Releases without delay. Undocumented; only the vendor's Go SDK has this flag. Default false.
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
