use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::Deployment;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{require_text, validate_id, validate_weight};

/// Creates a version of a service from an image.
///
/// A deployment takes minutes. The status reads `Deploying`, then `ToStart` or `Error`; see
/// [`CheckUAIDeployProgress`]. A GPU version is charged as soon as it is `ToStart`.
///
/// [`CheckUAIDeployProgress`]: super::CheckUAIDeployProgress
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/deploy_uai_service_by_docker.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeployUAIServiceByDocker {
    /// Id of the service.
    pub service_id: String,
    /// Image in UHub, with its tag.
    pub uimg_name: String,
    /// Share of the traffic in percent, 1 to 100. Default: the vendor's, 10.
    pub deploy_weight: Option<u32>,
    /// Note on the version. Default: none.
    pub srv_ver_memo: Option<String>,
}

impl DeployUAIServiceByDocker {
    /// Creates the request for a service and its image.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id is malformed or a text is empty.
    pub fn new(service_id: &str, uimg_name: &str) -> Result<Self> {
        Ok(Self {
            service_id: validate_id(service_id)?,
            uimg_name: require_text("UimgName", uimg_name)?,
            deploy_weight: None,
            srv_ver_memo: None,
        })
    }

    /// Share of the traffic in percent, 1 to 100. Default: the vendor's, 10.
    #[must_use]
    pub fn deploy_weight(mut self, deploy_weight: u32) -> Self {
        self.deploy_weight = Some(deploy_weight);
        self
    }

    /// Note on the version. Default: none.
    #[must_use]
    pub fn srv_ver_memo(mut self, srv_ver_memo: impl Into<String>) -> Self {
        self.srv_ver_memo = Some(srv_ver_memo.into());
        self
    }
}

impl Operation for DeployUAIServiceByDocker {
    type Protocol = Rpc;
    type Output = Deployment;
    const NAME: &'static str = "DeployUAIServiceByDocker";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        self.deploy_weight.map_or(Ok(()), validate_weight)?;
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push("UimgName", self.uimg_name.as_str());
        params.push_if_some("DeployWeight", self.deploy_weight);
        params.push_if_some("SrvVerMemo", self.srv_ver_memo.as_deref());
        Ok(form_request(params, config))
    }
}
