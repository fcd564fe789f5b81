use tingji_core::operation;
use tingji_core::params::validate_id;

use crate::model::Deployment;
use crate::protocol::{Rpc, operation_request};
use crate::validate::{require_text, validate_weight};

operation! {
    /// Creates a version of a service from an image.
    ///
    /// A deployment takes minutes. The status reads `Deploying`, then `ToStart` or `Error`; see
    /// [`CheckUAIDeployProgress`]. A GPU version is charged as soon as it is `ToStart`.
    ///
    /// [`CheckUAIDeployProgress`]: super::CheckUAIDeployProgress
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/deploy_uai_service_by_docker.py>
    pub struct DeployUAIServiceByDocker: Rpc, Never -> Deployment;
    /// Creates the request for a service and its image.
    new("ServiceID" => service_id: String, "UimgName" => uimg_name: String);
    /// Share of the traffic in percent, 1 to 100. Default: the vendor's, 10.
    "DeployWeight" => deploy_weight: Option<u32>;
    /// Note on the version. Default: none.
    "SrvVerMemo" => srv_ver_memo: Option<String>;
    request(self, config) {
        validate_id(&self.service_id)?;
        require_text("UimgName", &self.uimg_name)?;
        self.deploy_weight.map_or(Ok(()), validate_weight)?;
        operation_request(self, config)
    }
}
