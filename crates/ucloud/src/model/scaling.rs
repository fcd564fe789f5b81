use serde::Deserialize;
use tingji_core::UnixTime;
use tingji_core::lenient::{self, lossy};

use super::fields::{deserialize_extra, response_struct, unix_time};
use crate::extra_fields::ExtraFields;

response_struct! {
    /// Measured values of a service.
    pub struct ServiceMetric {
        /// Requests per second, averaged over the last thirty seconds.
        #[serde(deserialize_with = "lenient::parse_float")]
        qps: Option<f64>,
    }

    /// Current measurements.
    pub struct RealTimeMetric {
        /// Measured values. The vendor's table and its sample use different names for this field; both are
        /// read.
        #[serde(rename = "RealTimeMetric", alias = "CurrentMetric", deserialize_with = "lossy::object")]
        metric: Option<ServiceMetric>,
        /// Remark by the vendor; usually empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }

    /// Scale rule of an exclusive service: the conditions for adding and removing nodes.
    pub struct ScaleRule {
        /// Id of the metric.
        #[serde(rename = "MetricID", deserialize_with = "lossy::int")]
        metric_id: Option<i64>,
        /// Name of the metric.
        #[serde(deserialize_with = "lossy::string")]
        metric_name: Option<String>,
        /// Largest number of nodes.
        #[serde(deserialize_with = "lossy::int")]
        max_node: Option<i64>,
        /// Smallest number of nodes.
        #[serde(deserialize_with = "lossy::int")]
        min_node: Option<i64>,
        /// Metric value above which nodes are added.
        #[serde(deserialize_with = "lossy::float")]
        up_threshold: Option<f64>,
        /// Metric value below which nodes are removed.
        #[serde(deserialize_with = "lossy::float")]
        down_threshold: Option<f64>,
        /// True if standby nodes are kept.
        #[serde(deserialize_with = "lossy::bool")]
        enable_standby: Option<bool>,
        /// Seconds since 1970.
        #[serde(deserialize_with = "lossy::int")]
        create_time: Option<i64>,
        /// Seconds since 1970.
        #[serde(deserialize_with = "lossy::int")]
        modify_time: Option<i64>,
        /// Status of the rule, in the vendor's words.
        #[serde(deserialize_with = "lossy::string")]
        status: Option<String>,
    }

    /// Scale rules of a service.
    pub struct ScaleRules {
        /// Number of rules.
        #[serde(deserialize_with = "lenient::parse_int")]
        total_count: Option<i64>,
        /// Rules of the service.
        #[serde(deserialize_with = "lenient::parse_list")]
        result: Vec<ScaleRule>,
        /// Remark by the vendor; usually empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }
}

impl ScaleRule {
    /// Creation time.
    pub fn created(&self) -> Option<UnixTime> {
        unix_time(self.create_time)
    }

    /// Time of the last change.
    pub fn modified(&self) -> Option<UnixTime> {
        unix_time(self.modify_time)
    }
}
