use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::UndocumentedResponse;
use crate::protocol::{Config, Rpc, form_request};

/// Lists the images that versions can be built on.
///
/// The vendor documents no field of the response.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_available_base_img.py>
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct GetUAISrvAvailableBaseImage {}

impl GetUAISrvAvailableBaseImage {
    /// Creates a request for all images.
    pub fn new() -> Self {
        Self {}
    }
}

impl Operation for GetUAISrvAvailableBaseImage {
    type Protocol = Rpc;
    type Output = UndocumentedResponse;
    const NAME: &'static str = "GetUAISrvAvailableBaseImage";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let params = Params::new(Self::NAME);
        Ok(form_request(params, config))
    }
}
