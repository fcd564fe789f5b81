use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::Acknowledged;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{require_text, validate_id};

/// Allows a client to use a service.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/auth_uai_service_client.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AuthUAISrvServiceClient {
    /// Id of the service.
    pub service_id: String,
    /// Id of the client.
    pub client_id: String,
}

impl AuthUAISrvServiceClient {
    /// Creates the request for a service and a client.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id is malformed or a text is empty.
    pub fn new(service_id: &str, client_id: &str) -> Result<Self> {
        Ok(Self { service_id: validate_id(service_id)?, client_id: require_text("ClientID", client_id)? })
    }
}

impl Operation for AuthUAISrvServiceClient {
    type Protocol = Rpc;
    type Output = Acknowledged;
    const NAME: &'static str = "AuthUAISrvServiceClient";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push("ClientID", self.client_id.as_str());
        Ok(form_request(params, config))
    }
}
