use tingji_core::operation;
use tingji_core::operation::parse_required;

use crate::model::{ResourceList, ServiceKind};
use crate::protocol::{Rpc, operation_request};

operation! {
    /// Lists the node types that a service type can run on.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_available_resource.py>
    pub struct GetUAISrvAvailableResource: Rpc, Safe -> ResourceList;
    /// Creates the request for one service type.
    new("ServiceTypeId" => service_type_id: ServiceKind as ServiceKind::id);
    request(self, config) { operation_request(self, config) }
    decode(self, payload) { parse_required(payload, "DataSet") }
}
