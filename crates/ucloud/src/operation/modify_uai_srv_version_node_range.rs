use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::Acknowledged;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{require, validate_id};

/// Sets how many nodes a version of an exclusive service has, and so what it costs.
///
/// The version must be `ToStart` or `Started`.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/modify_uai_srv_version_node_range.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ModifyUAISrvVersionNodeRange {
    /// The service.
    pub service_id: String,
    /// The version, such as `5-6`.
    pub srv_version: String,
    /// At least so many nodes: 2 or more.
    pub node_range_min: u32,
    /// At most so many; the same for a fixed number.
    pub node_range_max: u32,
}

impl ModifyUAISrvVersionNodeRange {
    /// So many nodes for this version.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id can't be one.
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
