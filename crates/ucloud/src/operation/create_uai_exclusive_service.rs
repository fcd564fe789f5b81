use tingji_core::operation;
use tingji_core::operation::parse_required;

use crate::model::CreatedService;
use crate::protocol::{Rpc, operation_request};
use crate::validate::{require_text, validate_name};

operation! {
    /// Creates an exclusive service, which runs on GPU nodes.
    ///
    /// The new service has no version, and its status reads `ToDeploy`. Its versions are charged by node and
    /// hour, at least two nodes each, from their deployment to their deletion, running or stopped.
    ///
    /// ```
    /// use tingji_ucloud::model::ServiceKind;
    /// use tingji_ucloud::operation::{CreateUAIExclusiveService, DeployUAIServiceByDocker, GetUAISrvAvailableResource};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Ucloud);
    /// # let client = tingji_ucloud::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// let nodes = client.send(&GetUAISrvAvailableResource::new(ServiceKind::Exclusive)).await?;
    /// let node = nodes.data_set[0].node_id.as_deref().unwrap_or_default();
    /// let service = client.send(&CreateUAIExclusiveService::new("image_classifier", node)).await?;
    /// let service = service.service_id.as_deref().unwrap_or_default();
    /// let image = DeployUAIServiceByDocker::new(service, "uhub.ucloud.cn/me/app:1").deploy_weight(20);
    /// assert!(client.send(&image).await?.srv_version.is_some());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/create_uai_exclusive_service.py>
    pub struct CreateUAIExclusiveService: Rpc, Never -> CreatedService;
    /// Creates the request from name and node type.
    new("SrvName" => srv_name: String, "BillProdId" => bill_prod_id: String);
    /// Business group. Default: the vendor's, `Default`.
    "BusinessGroup" => business_group: Option<String>;
    request(self, config) {
        require_text("SrvName", &self.srv_name)?;
        require_text("BillProdId", &self.bill_prod_id)?;
        validate_name(&self.srv_name)?;
        operation_request(self, config)
    }
    decode(self, payload) { parse_required(payload, "ServiceID") }
}
