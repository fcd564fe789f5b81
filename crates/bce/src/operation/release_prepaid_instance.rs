use http::Method;
use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{InstanceId, Result, RetryClass, lenient, record};

use super::request::{is_false, json_request};
use crate::model::ReleasedResources;
use crate::protocol::Bcc;

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
/// let response = client.send(&ReleasePrepaidInstance::new("i-DemoPrepd")?).await?;
/// assert_eq!(response.instance_refund_flag, Some(true));
/// # Ok(())
/// # }
/// ```
///
/// <https://cloud.baidu.com/doc/BCC/s/qlozpzy93>
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReleasePrepaidInstance {
    instance_id: String,
    #[serde(skip_serializing_if = "is_false")]
    related_release_flag: bool,
    #[serde(skip_serializing_if = "is_false")]
    delete_cds_snapshot_flag: bool,
    #[serde(skip_serializing_if = "is_false")]
    delete_related_enis_flag: bool,
}

impl ReleasePrepaidInstance {
    /// Creates the release of the instance with its system disk and its prepaid disks only.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(instance_id: &str) -> Result<Self> {
        Ok(Self { instance_id: InstanceId::new(instance_id, None)?.id().to_owned(), ..Self::default() })
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

impl Operation for ReleasePrepaidInstance {
    type Protocol = Bcc;
    type Output = ReleasePrepaidInstanceOutput;
    const NAME: &'static str = "DeletePrepayInstance";
    const RETRY: RetryClass = RetryClass::Never;

    fn decode_output(&self, payload: Value) -> Result<ReleasePrepaidInstanceOutput> {
        parse_required(payload, "instanceRefundFlag")
    }

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        Ok(json_request(Method::POST, "/v2/instance/delete", self))
    }
}
