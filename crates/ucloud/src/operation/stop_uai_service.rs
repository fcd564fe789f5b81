use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::Acknowledged;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::validate_id;

/// Stops a service, or one version of it.
///
/// The service must be `Normal`, the version `Started`; both read `ToStart` afterwards. The response only
/// means that the vendor accepted the request. A GPU service stays charged after a stop; only a deletion
/// ends the charge.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/stop_uai_service.py>
///
/// ```
/// use tingji_ucloud::VersionStatus;
/// use tingji_ucloud::operation::{GetUAISrvVersionList, StopUAIService};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Ucloud);
/// # let client = tingji_ucloud::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// // Stops one version. Without `srv_version`, stops the whole service.
/// client.send(&StopUAIService::new("uaiservice-demo1")?.srv_version("5-6")?).await?;
/// sandbox.advance(std::time::Duration::from_secs(2));
/// let list = GetUAISrvVersionList::new("uaiservice-demo1")?.srv_version("5-6");
/// let page = client.send(&list).await?;
/// assert_eq!(page.srv_version_set[0].status, Some(VersionStatus::ToStart));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct StopUAIService {
    service_id: String,
    srv_version: Option<String>,
}

impl StopUAIService {
    /// Creates the request for a whole service.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(service_id: &str) -> Result<Self> {
        Ok(Self { service_id: validate_id(service_id)?, srv_version: None })
    }

    /// Limits the stop to one version, such as `5-6`. Default: the whole service, for which no version is
    /// sent. The vendor's SDK sends an empty text instead.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the version is malformed. An empty
    /// text is malformed too, so that the request never covers more than one version by mistake.
    pub fn srv_version(mut self, srv_version: &str) -> Result<Self> {
        self.srv_version = Some(validate_id(srv_version)?);
        Ok(self)
    }
}

impl Operation for StopUAIService {
    type Protocol = Rpc;
    type Output = Acknowledged;
    const NAME: &'static str = "StopUAIService";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push_if_some("SrvVersion", self.srv_version.as_deref());
        Ok(form_request(params, config))
    }
}
