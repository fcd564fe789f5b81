use tingji_core::operation;
use tingji_core::params::validate_id;

use crate::model::Acknowledged;
use crate::protocol::{Config, Rpc, operation_request};
use crate::validate::require;

operation! {
    /// Sets the conditions for adding nodes to an exclusive service, which determine its cost. Every field is sent.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/update_uai_srv_scale_rule.py>
    pub struct UpdateUAISrvScaleRuleParams: Rpc, Never -> Acknowledged;
    /// Creates a rule for a service and a metric, with a fixed number of 2 nodes.
    new("ServiceID" => service_id: String, "MetricID" => metric_id: u32);
    /// Maximum number of nodes. Default 2.
    "MaxNode" => max_node: u32 = 2;
    /// Minimum number of nodes. Default 2.
    "MinNode" => min_node: u32 = 2;
    /// Metric value above which nodes are added. Default 0.
    "UpThreshold" => up_threshold: f64 as unsigned_zero;
    /// Metric value below which nodes are removed. Default 0.
    "DownThreshold" => down_threshold: f64 as unsigned_zero;
    /// Keeps standby nodes. Default false.
    "EnableStandby" => enable_standby: bool;
    request(self, config) {
        validate_id(&self.service_id)?;
        require(self.min_node <= self.max_node, "MinNode is above MaxNode")?;
        let finite = self.down_threshold.is_finite() && self.up_threshold.is_finite();
        require(finite && self.down_threshold <= self.up_threshold, "DownThreshold is above UpThreshold")?;
        operation_request(self, &Config { zone: None, ..config.clone() })
    }
}

/// Returns the number without the sign of a negative zero.
fn unsigned_zero(number: &f64) -> f64 {
    number + 0.0
}
