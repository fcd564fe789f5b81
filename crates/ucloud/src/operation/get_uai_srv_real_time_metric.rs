use tingji_core::operation;
use tingji_core::params::validate_id;

use crate::model::RealTimeMetric;
use crate::protocol::{Rpc, operation_request};

operation! {
    /// Returns the current request rate of a service or of one version.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_real_time_metric.py>
    pub struct GetUAISrvRealTimeMetric: Rpc, Safe -> RealTimeMetric;
    /// Creates the request for a whole service.
    new("ServiceID" => service_id: String);
    /// Version, such as `5-6`. Default: the whole service. An
    /// empty text is rejected at the send, so that the request never covers more than one version by mistake.
    "SrvVersion" => srv_version: Option<String>;
    request(self, config) {
        validate_id(&self.service_id)?;
        self.srv_version.as_deref().map_or(Ok(()), validate_id)?;
        operation_request(self, config)
    }
}
