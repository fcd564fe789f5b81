use tingji_core::operation;
use tingji_core::operation::parse_required;

use crate::model::BaseImages;
use crate::protocol::{Rpc, operation_request};
use crate::validate::require_text;

operation! {
    /// Checks if an image with this software exists, and returns its name.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/check_uai_base_img_exist.py>
    pub struct CheckUAIBaseImgExist: Rpc, Safe -> BaseImages;
    /// Creates the request from three package ids of
    /// [`GetUAIAvailableEnvPkg`](super::GetUAIAvailableEnvPkg).
    new(
        "OSVersion" => os_version: String,
        "PythonVersion" => python_version: String,
        "AIFrameVersion" => ai_frame_version: String,
    );
    /// Package ids of additional operating system packages. Default: none.
    "AptGetPKGID" => apt_get_pkg_ids: Vec<String>;
    /// Package ids of additional Python packages. Default: none.
    "PipPKGID" => pip_pkg_ids: Vec<String>;
    request(self, config) {
        require_text("OSVersion", &self.os_version)?;
        require_text("PythonVersion", &self.python_version)?;
        require_text("AIFrameVersion", &self.ai_frame_version)?;
        operation_request(self, config)
    }
    decode(self, payload) { parse_required(payload, "BimgName") }
}
