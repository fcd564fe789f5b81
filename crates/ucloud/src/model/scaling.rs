use tingji_core::{UnixTime, lenient, record};

use super::time::unix_time;
use crate::extra_fields::ExtraFields;

record! {
    /// Measured values of a service.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct ServiceMetric {
        /// Requests per second, averaged over the last thirty seconds.
        "Qps" => pub qps: Option<f64> as lenient::parse_float,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}

record! {
    /// Current measurements.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct RealTimeMetric {
        /// Measured values. The vendor's table and its sample use different names for this field; both are
        /// read.
        "RealTimeMetric" | "CurrentMetric" => pub metric: Option<ServiceMetric>,
        /// Remark by the vendor; usually empty.
        "Message" => pub message: Option<String>,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}

record! {
    /// Scale rule of an exclusive service: the conditions for adding and removing nodes.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct ScaleRule {
        /// Id of the metric.
        "MetricID" => pub metric_id: Option<i64>,
        /// Name of the metric.
        "MetricName" => pub metric_name: Option<String>,
        /// Largest number of nodes.
        "MaxNode" => pub max_node: Option<i64>,
        /// Smallest number of nodes.
        "MinNode" => pub min_node: Option<i64>,
        /// Metric value above which nodes are added.
        "UpThreshold" => pub up_threshold: Option<f64>,
        /// Metric value below which nodes are removed.
        "DownThreshold" => pub down_threshold: Option<f64>,
        /// True if standby nodes are kept.
        "EnableStandby" => pub enable_standby: Option<bool>,
        /// Seconds since 1970.
        "CreateTime" => pub create_time: Option<i64>,
        /// Seconds since 1970.
        "ModifyTime" => pub modify_time: Option<i64>,
        /// Status of the rule, as the vendor spells it.
        "Status" => pub status: Option<String>,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
    }
}

record! {
    /// Scale rules of a service.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct ScaleRules {
        /// Number of rules.
        "TotalCount" => pub total_count: Option<i64> as lenient::parse_int,
        /// Rules of the service.
        "Result" => pub result: Vec<ScaleRule> as lenient::parse_list,
        /// Remark by the vendor; usually empty.
        "Message" => pub message: Option<String>,
        * => pub extra: ExtraFields,
        ignore "Action", "RetCode";
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
