use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::DeployProgress;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{require, require_text, validate_id};

/// Returns the progress of a deployment.
///
/// The status reads `Deploying` with the step in the message, then `ToStart`, or `Error` with a log. The
/// vendor's tool polls every ten seconds.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/check_uai_deploy_progress.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CheckUAIDeployProgress {
    /// Id of the service.
    pub service_id: String,
    /// Version, returned by a deployment from an image.
    pub srv_version: Option<String>,
    /// Image, returned by a deployment of code.
    pub uimg_name: Option<String>,
}

impl CheckUAIDeployProgress {
    /// Creates the request for the deployment of a version.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id is malformed.
    pub fn of_version(service_id: &str, srv_version: &str) -> Result<Self> {
        let srv_version = Some(validate_id(srv_version)?);
        Ok(Self { service_id: validate_id(service_id)?, srv_version, uimg_name: None })
    }

    /// Creates the request for the deployment that builds an image.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed or the name is
    /// empty.
    pub fn of_image(service_id: &str, uimg_name: &str) -> Result<Self> {
        let uimg_name = Some(require_text("UimgName", uimg_name)?);
        Ok(Self { service_id: validate_id(service_id)?, srv_version: None, uimg_name })
    }
}

impl Operation for CheckUAIDeployProgress {
    type Protocol = Rpc;
    type Output = DeployProgress;
    const NAME: &'static str = "CheckUAIDeployProgress";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let named = self.srv_version.is_some() || self.uimg_name.is_some();
        require(named, "SrvVersion or UimgName must be there")?;
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push_if_some("SrvVersion", self.srv_version.as_deref());
        params.push_if_some("UimgName", self.uimg_name.as_deref());
        Ok(form_request(params, config))
    }

    fn decode_output(&self, payload: Value) -> Result<DeployProgress> {
        parse_required(payload, "Status")
    }
}
