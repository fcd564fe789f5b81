use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::Acknowledged;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{require_text, validate_id, validate_name};

/// Renames a service.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/modify_uai_srv_name.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ModifyUAISrvName {
    /// Id of the service.
    pub service_id: String,
    /// New name: digits, letters and `_`, at least six characters.
    pub srv_name: String,
}

impl ModifyUAISrvName {
    /// Creates the request for a service and its new name.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id is malformed or a text is empty.
    pub fn new(service_id: &str, srv_name: &str) -> Result<Self> {
        Ok(Self { service_id: validate_id(service_id)?, srv_name: require_text("SrvName", srv_name)? })
    }
}

impl Operation for ModifyUAISrvName {
    type Protocol = Rpc;
    type Output = Acknowledged;
    const NAME: &'static str = "ModifyUAISrvName";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        validate_name(&self.srv_name)?;
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push("SrvName", self.srv_name.as_str());
        Ok(form_request(params, config))
    }
}
