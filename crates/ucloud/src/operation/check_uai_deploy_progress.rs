use tingji_core::operation;
use tingji_core::operation::parse_required;
use tingji_core::params::validate_id;

use crate::model::DeployProgress;
use crate::protocol::{Rpc, operation_request};
use crate::validate::{require, require_text};

operation! {
    /// Returns the progress of a deployment.
    ///
    /// The status reads `Deploying` with the step in the message, then `ToStart`, or `Error` with a log. The
    /// vendor's tool polls every ten seconds.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/check_uai_deploy_progress.py>
    pub struct CheckUAIDeployProgress: Rpc, Safe -> DeployProgress;
    /// Creates the request for a service; the caller must add the version or the image.
    new("ServiceID" => service_id: String);
    /// Version, returned by a deployment from an image. Default: none.
    "SrvVersion" => srv_version: Option<String>;
    /// Image, returned by a deployment of code. Default: none.
    "UimgName" => uimg_name: Option<String>;
    request(self, config) {
        validate_id(&self.service_id)?;
        self.srv_version.as_deref().map_or(Ok(()), validate_id)?;
        self.uimg_name.as_deref().map_or(Ok(()), |name| require_text("UimgName", name))?;
        let named = self.srv_version.is_some() || self.uimg_name.is_some();
        require(named, "SrvVersion or UimgName must be there")?;
        operation_request(self, config)
    }
    decode(self, payload) { parse_required(payload, "Status") }
}
