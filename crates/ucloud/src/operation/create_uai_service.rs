use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_required};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::CreatedService;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{require, require_text, validate_name};

/// Creates an elastic service, which runs on CPUs.
///
/// The new service has no version, and its status reads `ToDeploy`.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/create_uai_service.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateUAIService {
    /// Name of the service: digits, letters and `_`, at least six characters.
    pub srv_name: String,
    /// CPU cores of one node: 1, 2, 4 or 8.
    pub cpu: u32,
    /// Memory of one node in GB; must equal the number of cores.
    pub memory: u32,
    /// Business group. Default: the vendor's, `Default`.
    pub business_group: Option<String>,
}

impl CreateUAIService {
    /// Creates the request from name, CPU cores and memory in GB.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if a text is empty.
    pub fn new(srv_name: &str, cpu: u32, memory: u32) -> Result<Self> {
        Ok(Self { srv_name: require_text("SrvName", srv_name)?, cpu, memory, business_group: None })
    }

    /// Business group. Default: the vendor's, `Default`.
    #[must_use]
    pub fn business_group(mut self, business_group: impl Into<String>) -> Self {
        self.business_group = Some(business_group.into());
        self
    }
}

impl Operation for CreateUAIService {
    type Protocol = Rpc;
    type Output = CreatedService;
    const NAME: &'static str = "CreateUAIService";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        validate_name(&self.srv_name)?;
        let is_valid = (1..=8).contains(&self.cpu) && self.cpu == self.memory;
        require(is_valid, "a node needs 1 to 8 cores and the same number of GB")?;
        let mut params = Params::new(Self::NAME);
        params.push("SrvName", self.srv_name.as_str());
        params.push("CPU", self.cpu);
        params.push("Memory", self.memory);
        params.push_if_some("BusinessGroup", self.business_group.as_deref());
        Ok(form_request(params, config))
    }

    fn decode_output(&self, payload: Value) -> Result<CreatedService> {
        parse_required(payload, "ServiceID")
    }
}
