use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::Acknowledged;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::validate_id;

/// Deletes a service, or one version of it. Only a deletion ends the charge of a GPU service.
///
/// A service must be `ToDeploy` or `ToStart`, a version `ToStart` or `Error`. Lists no longer contain it
/// after the deletion. The vendor rejects other states; it publishes no code for that.
///
/// ```
/// use tingji_ucloud::operation::{DeleteUAIService, GetUAIServiceList};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Ucloud);
/// # let client = tingji_ucloud::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// // This service is stopped; a running one must be stopped first.
/// client.send(&DeleteUAIService::new("uaiservice-demo2")?).await?;
/// sandbox.advance(std::time::Duration::from_secs(2));
/// let page = client.send(&GetUAIServiceList::new().service_id(Some("uaiservice-demo2"))).await?;
/// assert!(page.service_set.is_empty());
/// # Ok(())
/// # }
/// ```
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/delete_uai_service.py>
#[derive(Clone, Debug)]
pub struct DeleteUAIService {
    service_id: String,
    srv_version: Option<String>,
}

impl DeleteUAIService {
    /// Creates the request for a whole service with all its versions.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id is malformed.
    pub fn new(service_id: &str) -> Result<Self> {
        Ok(Self { service_id: validate_id(service_id)?, srv_version: None })
    }

    /// Limits the request to one version, such as `5-6`. Default: the whole service.
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

impl Operation for DeleteUAIService {
    type Protocol = Rpc;
    type Output = Acknowledged;
    const NAME: &'static str = "DeleteUAIService";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push_if_some("SrvVersion", self.srv_version.as_deref());
        Ok(form_request(params, config))
    }
}
