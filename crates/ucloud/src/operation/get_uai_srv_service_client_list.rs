use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::UndocumentedResponse;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{DEFAULT_PAGE_SIZE, validate_id};

/// Lists the clients that may use a service.
///
/// The vendor documents no field of the response.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_client_list.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetUAISrvServiceClientList {
    /// Id of the service.
    pub service_id: String,
    /// Number of entries to skip. Default 0.
    pub offset: u32,
    /// Most entries on a page. Default 100.
    pub limit: u32,
}

impl GetUAISrvServiceClientList {
    /// Creates a request for the first page of a service's clients.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id is malformed.
    pub fn new(service_id: &str) -> Result<Self> {
        Ok(Self { service_id: validate_id(service_id)?, offset: 0, limit: DEFAULT_PAGE_SIZE })
    }

    /// Number of entries to skip. Default 0.
    #[must_use]
    pub fn offset(mut self, offset: u32) -> Self {
        self.offset = offset;
        self
    }

    /// Most entries on a page. Default 100.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }
}

impl Operation for GetUAISrvServiceClientList {
    type Protocol = Rpc;
    type Output = UndocumentedResponse;
    const NAME: &'static str = "GetUAISrvServiceClientList";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push("Offset", self.offset);
        params.push("Limit", self.limit);
        Ok(form_request(params, config))
    }
}
