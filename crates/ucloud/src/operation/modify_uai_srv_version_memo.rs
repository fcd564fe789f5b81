use tingji_core::operation;
use tingji_core::params::validate_id;

use crate::model::Acknowledged;
use crate::protocol::{Rpc, operation_request};
use crate::validate::require_text;

operation! {
    /// Changes the note of a version.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/modify_uai_srv_version_memo.py>
    pub struct ModifyUAISrvVersionMemo: Rpc, ObserveFirst -> Acknowledged;
    /// Creates the request for a version and its new note.
    new(
        "ServiceID" => service_id: String,
        "SrvVersion" => srv_version: String,
        "SrvVerMemo" => srv_ver_memo: String,
    );
    request(self, config) {
        validate_id(&self.service_id)?;
        validate_id(&self.srv_version)?;
        require_text("SrvVerMemo", &self.srv_ver_memo)?;
        operation_request(self, config)
    }
}
