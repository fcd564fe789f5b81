use tingji_core::operation;

use crate::model::UndocumentedResponse;
use crate::protocol::{Rpc, operation_request};

operation! {
    /// Lists the images that versions can be built on.
    ///
    /// The vendor documents no field of the response.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_available_base_img.py>
    pub struct GetUAISrvAvailableBaseImage: Rpc, Safe -> UndocumentedResponse;
    /// Creates a request for all images.
    new();
    request(self, config) { operation_request(self, config) }
}
