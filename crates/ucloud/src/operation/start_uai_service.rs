use tingji_core::operation;
use tingji_core::params::validate_id;

use crate::model::Acknowledged;
use crate::protocol::{Rpc, operation_request};

operation! {
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
    /// let operation = StartUAIService::new("uaiservice-demo1", "5-8");
    /// client.send(&operation).await?;
    /// // A second start is refused once the version runs.
    /// sandbox.advance(std::time::Duration::from_secs(2));
    /// assert!(client.send(&operation).await.is_err());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/start_uai_service.py>
    pub struct StartUAIService: Rpc, ObserveFirst -> Acknowledged;
    /// Creates the request for a service and one of its versions.
    new("ServiceID" => service_id: String, "SrvVersion" => srv_version: String);
    request(self, config) {
        validate_id(&self.service_id)?;
        validate_id(&self.srv_version)?;
        operation_request(self, config)
    }
}
