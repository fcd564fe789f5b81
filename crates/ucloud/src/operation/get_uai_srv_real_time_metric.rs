use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::RealTimeMetric;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::validate_id;

/// How many requests a service, or one version of it, answers now.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_real_time_metric.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetUAISrvRealTimeMetric {
    /// The service.
    pub service_id: String,
    /// Only this version, such as `5-6`. Default: the whole service.
    pub srv_version: Option<String>,
}

impl GetUAISrvRealTimeMetric {
    /// The whole service.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id can't be one.
    pub fn new(service_id: &str) -> Result<Self> {
        Ok(Self { service_id: validate_id(service_id)?, srv_version: None })
    }

    /// Only this version, such as `5-6`. Default: the whole service.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if it can't be one; an empty text is none, so that it never means more than was meant.
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
