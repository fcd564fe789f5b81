use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::UndocumentedResponse;
use crate::protocol::{Config, Rpc, form_request};

/// Lists the service types that can be created.
///
/// The vendor documents no field of the response.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_available_srv_type.py>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct GetUAISrvAvailableServiceType {}

impl GetUAISrvAvailableServiceType {
    /// Creates a request for all service types.
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
