use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::UndocumentedResponse;
use crate::protocol::{Config, Rpc, form_request};

/// The types of service that can be made.
///
/// The vendor describes no field of the answer.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_available_srv_type.py>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct GetUAISrvAvailableServiceType {}

impl GetUAISrvAvailableServiceType {
    /// All of them.
    pub fn new() -> Self {
        Self {}
    }
}

impl Operation for GetUAISrvAvailableServiceType {
    type Protocol = Rpc;
    type Output = UndocumentedResponse;
    const NAME: &'static str = "GetUAISrvAvailableServiceType";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let params = Params::new(Self::NAME);
        Ok(form_request(params, config))
    }
}
