use tingji_core::operation;
use tingji_core::params::validate_id;

use crate::model::Acknowledged;
use crate::protocol::{Rpc, operation_request};
use crate::validate::require;

operation! {
    /// Sets the number of nodes of an exclusive service's version, which determines its cost.
    ///
    /// The version must be `ToStart` or `Started`.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/modify_uai_srv_version_node_range.py>
    pub struct ModifyUAISrvVersionNodeRange: Rpc, Never -> Acknowledged;
    /// Creates the request for a version and its range of nodes.
    new(
        "ServiceID" => service_id: String,
        "SrvVersion" => srv_version: String,
        "NodeRangeMin" => node_range_min: u32,
        "NodeRangeMax" => node_range_max: u32,
    );
    request(self, config) {
        validate_id(&self.service_id)?;
        validate_id(&self.srv_version)?;
        let fits = self.node_range_min >= 2 && self.node_range_min <= self.node_range_max;
        require(fits, "a version has at least 2 nodes, and at most as many as it may have")?;
        operation_request(self, config)
    }
}
