use tingji_core::operation;
use tingji_core::params::validate_id;

use crate::model::Acknowledged;
use crate::protocol::{Rpc, operation_request};

operation! {
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
    /// client.send(&DeleteUAIService::new("uaiservice-demo2")).await?;
    /// sandbox.advance(std::time::Duration::from_secs(2));
    /// let page = client.send(&GetUAIServiceList::new().service_id("uaiservice-demo2")).await?;
    /// assert!(page.service_set.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/delete_uai_service.py>
    pub struct DeleteUAIService: Rpc, Never -> Acknowledged;
    /// Creates the request for a whole service with all its versions.
    new("ServiceID" => service_id: String);
    /// Limits the request to one version, such as `5-6`. Default: the whole service. An
    /// empty text is rejected at the send, so that the request never covers more than one version by mistake.
    "SrvVersion" => srv_version: Option<String>;
    request(self, config) {
        validate_id(&self.service_id)?;
        self.srv_version.as_deref().map_or(Ok(()), validate_id)?;
        operation_request(self, config)
    }
}
