use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::{ResourceList, ServiceKind};
use crate::protocol::{Config, Rpc, form_request};

/// Lists the node types that a service type can run on.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_available_resource.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetUAISrvAvailableResource {
    /// Service type.
    pub service_type_id: ServiceKind,
}

impl GetUAISrvAvailableResource {
    /// Creates the request for one service type.
    pub fn new(service_type_id: ServiceKind) -> Self {
        Self { service_type_id }
    }
}

impl Operation for GetUAISrvAvailableResource {
    type Protocol = Rpc;
    type Output = ResourceList;
    const NAME: &'static str = "GetUAISrvAvailableResource";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = Params::new(Self::NAME);
        params.push("ServiceTypeId", self.service_type_id.id());
        Ok(form_request(params, config))
    }

    fn decode_output(&self, payload: Value) -> Result<ResourceList> {
        parse_required(payload, "DataSet")
    }
}
