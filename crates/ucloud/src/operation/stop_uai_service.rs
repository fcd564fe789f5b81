use tingji_core::operation;
use tingji_core::params::validate_id;

use crate::model::Acknowledged;
use crate::protocol::{Rpc, operation_request};

operation! {
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
    /// client.send(&StopUAIService::new("uaiservice-demo1").srv_version("5-6")).await?;
    /// sandbox.advance(std::time::Duration::from_secs(2));
    /// let list = GetUAISrvVersionList::new("uaiservice-demo1").srv_version("5-6");
    /// let page = client.send(&list).await?;
    /// assert_eq!(page.srv_version_set[0].status, Some(VersionStatus::ToStart));
    /// # Ok(())
    /// # }
    /// ```
    pub struct StopUAIService: Rpc, ObserveFirst -> Acknowledged;
    /// Creates the request for a whole service.
    new("ServiceID" => service_id: String);
    /// Limits the stop to one version, such as `5-6`. Default: the whole service, for which no version is
    /// sent; the vendor's SDK sends an empty text instead. An empty text is rejected at the send, so that the
    /// request never covers more than one version by mistake.
    "SrvVersion" => srv_version: Option<String>;
    request(self, config) {
        validate_id(&self.service_id)?;
        self.srv_version.as_deref().map_or(Ok(()), validate_id)?;
        operation_request(self, config)
    }
}
