use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::Acknowledged;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{require_text, validate_id};

/// Changes the note of a version.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/modify_uai_srv_version_memo.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ModifyUAISrvVersionMemo {
    /// Id of the service.
    pub service_id: String,
    /// Version, such as `5-6`.
    pub srv_version: String,
    /// New note.
    pub srv_ver_memo: String,
}

impl ModifyUAISrvVersionMemo {
    /// Creates the request for a version and its new note.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id is malformed or a text is empty.
    pub fn new(service_id: &str, srv_version: &str, srv_ver_memo: &str) -> Result<Self> {
        Ok(Self {
            service_id: validate_id(service_id)?,
            srv_version: validate_id(srv_version)?,
            srv_ver_memo: require_text("SrvVerMemo", srv_ver_memo)?,
        })
    }
}

impl Operation for ModifyUAISrvVersionMemo {
    type Protocol = Rpc;
    type Output = Acknowledged;
    const NAME: &'static str = "ModifyUAISrvVersionMemo";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push("SrvVersion", self.srv_version.as_str());
        params.push("SrvVerMemo", self.srv_ver_memo.as_str());
        Ok(form_request(params, config))
    }
}
