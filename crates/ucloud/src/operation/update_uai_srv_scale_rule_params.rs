use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::Acknowledged;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{require, validate_id};

/// Sets the conditions for adding nodes to an exclusive service, which determine its cost. Every field is sent.
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/update_uai_srv_scale_rule.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UpdateUAISrvScaleRuleParams {
    /// Id of the service.
    pub service_id: String,
    /// Id of the metric that the rule uses: [`ScaleRule::metric_id`](crate::model::ScaleRule::metric_id).
    pub metric_id: u32,
    /// Largest number of nodes.
    pub max_node: u32,
    /// Smallest number of nodes.
    pub min_node: u32,
    /// Metric value above which nodes are added.
    pub up_threshold: f64,
    /// Metric value below which nodes are removed.
    pub down_threshold: f64,
    /// Keeps standby nodes. Default false.
    pub enable_standby: bool,
}

impl UpdateUAISrvScaleRuleParams {
    /// Creates a rule for a service and a metric, with a fixed number of 2 nodes.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is malformed.
    pub fn new(service_id: &str, metric_id: u32) -> Result<Self> {
        Ok(Self {
            service_id: validate_id(service_id)?,
            metric_id,
            max_node: 2,
            min_node: 2,
            up_threshold: 0.0,
            down_threshold: 0.0,
            enable_standby: false,
        })
    }

    /// Sets the smallest and the largest number of nodes.
    #[must_use]
    pub fn nodes(mut self, min_node: u32, max_node: u32) -> Self {
        self.min_node = min_node;
        self.max_node = max_node;
        self
    }

    /// Sets the two thresholds: nodes are removed below the first and added above the second.
    #[must_use]
    pub fn thresholds(mut self, down_threshold: f64, up_threshold: f64) -> Self {
        self.down_threshold = down_threshold;
        self.up_threshold = up_threshold;
        self
    }

    /// Keeps standby nodes if true. Default false.
    #[must_use]
    pub fn enable_standby(mut self, enable_standby: bool) -> Self {
        self.enable_standby = enable_standby;
        self
    }
}

impl Operation for UpdateUAISrvScaleRuleParams {
    type Protocol = Rpc;
    type Output = Acknowledged;
    const NAME: &'static str = "UpdateUAISrvScaleRuleParams";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        require(self.min_node <= self.max_node, "MinNode is above MaxNode")?;
        let finite = self.down_threshold.is_finite() && self.up_threshold.is_finite();
        require(finite && self.down_threshold <= self.up_threshold, "DownThreshold is above UpThreshold")?;
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push("MetricID", self.metric_id);
        params.push("MaxNode", self.max_node);
        params.push("MinNode", self.min_node);
        params.push("UpThreshold", self.up_threshold);
        params.push("DownThreshold", self.down_threshold);
        params.push("EnableStandby", self.enable_standby);
        Ok(form_request(params, &Config { zone: None, ..config.clone() }))
    }
}
