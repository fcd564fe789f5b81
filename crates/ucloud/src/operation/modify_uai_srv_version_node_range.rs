use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::Acknowledged;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{require, validate_id};

/// Sets the number of nodes of an exclusive service's version, which determines its cost.
///
/// The version must be `ToStart` or `Started`.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/modify_uai_srv_version_node_range.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ModifyUAISrvVersionNodeRange {
    /// Id of the service.
    pub service_id: String,
    /// Version, such as `5-6`.
    pub srv_version: String,
    /// Smallest number of nodes, at least 2.
    pub node_range_min: u32,
    /// Largest number of nodes; equal to the smallest for a fixed number.
    pub node_range_max: u32,
}

impl ModifyUAISrvVersionNodeRange {
    /// Creates the request for a version and its range of nodes.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id is malformed.
    pub fn new(
        service_id: &str,
        srv_version: &str,
        node_range_min: u32,
        node_range_max: u32,
    ) -> Result<Self> {
        Ok(Self {
            service_id: validate_id(service_id)?,
            srv_version: validate_id(srv_version)?,
            node_range_min,
            node_range_max,
        })
    }
}

impl Operation for ModifyUAISrvVersionNodeRange {
    type Protocol = Rpc;
    type Output = Acknowledged;
    const NAME: &'static str = "ModifyUAISrvVersionNodeRange";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let fits = self.node_range_min >= 2 && self.node_range_min <= self.node_range_max;
        require(fits, "a version has at least 2 nodes, and at most as many as it may have")?;
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push("SrvVersion", self.srv_version.as_str());
        params.push("NodeRangeMin", self.node_range_min);
        params.push("NodeRangeMax", self.node_range_max);
        Ok(form_request(params, config))
    }
}
