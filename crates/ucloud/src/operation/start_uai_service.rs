use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::Acknowledged;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::validate_id;

/// Starts one version of a service.
///
/// The version must be `ToStart`; afterwards it reads `Started`, and its service `Normal`. A whole service
/// cannot be started. The response only means that the vendor accepted the request. The vendor rejects a
/// version in another state; it publishes no code for that.
///
/// ```
/// use tingji_ucloud::operation::StartUAIService;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Ucloud);
/// # let client = tingji_ucloud::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// let operation = StartUAIService::new("uaiservice-demo1", "5-8")?;
/// client.send(&operation).await?;
/// // A second start is refused once the version runs.
/// sandbox.advance(std::time::Duration::from_secs(2));
/// assert!(client.send(&operation).await.is_err());
/// # Ok(())
/// # }
/// ```
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/start_uai_service.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StartUAIService {
    /// Id of the service.
    pub service_id: String,
    /// Version, such as `5-6`.
    pub srv_version: String,
}

impl StartUAIService {
    /// Creates the request for a service and one of its versions.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id is malformed.
    pub fn new(service_id: &str, srv_version: &str) -> Result<Self> {
        Ok(Self { service_id: validate_id(service_id)?, srv_version: validate_id(srv_version)? })
    }
}

impl Operation for StartUAIService {
    type Protocol = Rpc;
    type Output = Acknowledged;
    const NAME: &'static str = "StartUAIService";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push("SrvVersion", self.srv_version.as_str());
        Ok(form_request(params, config))
    }
}
