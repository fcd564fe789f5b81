use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::BaseImages;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::require_text;

/// Checks if an image with this software exists, and returns its name.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/check_uai_base_img_exist.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CheckUAIBaseImgExist {
    /// Package id of the operating system.
    pub os_version: String,
    /// Package id of the Python version.
    pub python_version: String,
    /// Package id of the framework.
    pub ai_frame_version: String,
    /// Package ids of additional operating system packages. Default: none.
    pub apt_get_pkg_ids: Vec<String>,
    /// Package ids of additional Python packages. Default: none.
    pub pip_pkg_ids: Vec<String>,
}

impl CheckUAIBaseImgExist {
    /// Creates the request from three package ids of
    /// [`GetUAIAvailableEnvPkg`](super::GetUAIAvailableEnvPkg).
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if a text is empty.
    pub fn new(os_version: &str, python_version: &str, ai_frame_version: &str) -> Result<Self> {
        Ok(Self {
            os_version: require_text("OSVersion", os_version)?,
            python_version: require_text("PythonVersion", python_version)?,
            ai_frame_version: require_text("AIFrameVersion", ai_frame_version)?,
            apt_get_pkg_ids: Vec::new(),
            pip_pkg_ids: Vec::new(),
        })
    }

    /// Package ids of additional operating system packages. Default: none.
    #[must_use]
    pub fn apt_get_pkg_ids<T: Into<String>>(mut self, ids: impl IntoIterator<Item = T>) -> Self {
        self.apt_get_pkg_ids = ids.into_iter().map(Into::into).collect();
        self
    }

    /// Package ids of additional Python packages. Default: none.
    #[must_use]
    pub fn pip_pkg_ids<T: Into<String>>(mut self, ids: impl IntoIterator<Item = T>) -> Self {
        self.pip_pkg_ids = ids.into_iter().map(Into::into).collect();
        self
    }
}

impl Operation for CheckUAIBaseImgExist {
    type Protocol = Rpc;
    type Output = BaseImages;
    const NAME: &'static str = "CheckUAIBaseImgExist";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = Params::new(Self::NAME);
        params.push("OSVersion", self.os_version.as_str());
        params.push("PythonVersion", self.python_version.as_str());
        params.push("AIFrameVersion", self.ai_frame_version.as_str());
        params.push("AptGetPKGID", self.apt_get_pkg_ids.clone());
        params.push("PipPKGID", self.pip_pkg_ids.clone());
        Ok(form_request(params, config))
    }

    fn decode_output(&self, payload: Value) -> Result<BaseImages> {
        parse_required(payload, "BimgName")
    }
}
