use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::RealTimeMetric;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::validate_id;

/// Returns the current request rate of a service or of one version.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_real_time_metric.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetUAISrvRealTimeMetric {
    /// Id of the service.
    pub service_id: String,
    /// Version, such as `5-6`. Default: the whole service.
    pub srv_version: Option<String>,
}

impl GetUAISrvRealTimeMetric {
    /// Creates the request for a whole service.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id is malformed.
    pub fn new(service_id: &str) -> Result<Self> {
        Ok(Self { service_id: validate_id(service_id)?, srv_version: None })
    }

    /// Version, such as `5-6`. Default: the whole service.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the version is malformed. An empty
    /// text is malformed too, so that the request never covers more than one version by mistake.
    pub fn srv_version(mut self, srv_version: &str) -> Result<Self> {
        self.srv_version = Some(validate_id(srv_version)?);
        Ok(self)
    }
}

impl Operation for GetUAISrvRealTimeMetric {
    type Protocol = Rpc;
    type Output = RealTimeMetric;
    const NAME: &'static str = "GetUAISrvRealTimeMetric";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push_if_some("SrvVersion", self.srv_version.as_deref());
        Ok(form_request(params, config))
    }
}
