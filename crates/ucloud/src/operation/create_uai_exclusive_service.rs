use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::CreatedService;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{require_text, validate_name};

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
/// let service = client.send(&CreateUAIExclusiveService::new("image_classifier", node)?).await?;
/// let service = service.service_id.as_deref().unwrap_or_default();
/// let image = DeployUAIServiceByDocker::new(service, "uhub.ucloud.cn/me/app:1")?.deploy_weight(20);
/// assert!(client.send(&image).await?.srv_version.is_some());
/// # Ok(())
/// # }
/// ```
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/create_uai_exclusive_service.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateUAIExclusiveService {
    /// Name of the service: digits, letters and `_`, at least six characters.
    pub srv_name: String,
    /// Id of the node type: [`NodeResource::node_id`](crate::model::NodeResource::node_id).
    pub bill_prod_id: String,
    /// Business group. Default: the vendor's, `Default`.
    pub business_group: Option<String>,
}

impl CreateUAIExclusiveService {
    /// Creates the request from name and node type.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if a text is empty.
    pub fn new(srv_name: &str, bill_prod_id: &str) -> Result<Self> {
        Ok(Self {
            srv_name: require_text("SrvName", srv_name)?,
            bill_prod_id: require_text("BillProdId", bill_prod_id)?,
            business_group: None,
        })
    }

    /// Business group. Default: the vendor's, `Default`.
    #[must_use]
    pub fn business_group(mut self, business_group: impl Into<String>) -> Self {
        self.business_group = Some(business_group.into());
        self
    }
}

impl Operation for CreateUAIExclusiveService {
    type Protocol = Rpc;
    type Output = CreatedService;
    const NAME: &'static str = "CreateUAIExclusiveService";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        validate_name(&self.srv_name)?;
        require_text("BillProdId", &self.bill_prod_id)?;
        let mut params = Params::new(Self::NAME);
        params.push("SrvName", self.srv_name.as_str());
        params.push("BillProdId", self.bill_prod_id.as_str());
        params.push_if_some("BusinessGroup", self.business_group.as_deref());
        Ok(form_request(params, config))
    }

    fn decode_output(&self, payload: Value) -> Result<CreatedService> {
        parse_required(payload, "ServiceID")
    }
}
