use serde::Deserialize;
use tingji_core::UnixTime;
use tingji_core::lenient::{self, lossy};

use super::fields::{deserialize_extra, response_struct, unix_time};
use crate::extra_fields::ExtraFields;

response_struct! {
    /// What is measured.
    pub struct ServiceMetric {
        /// Requests per second, over the last thirty seconds.
        #[serde(deserialize_with = "lenient::parse_float")]
        qps: Option<f64>,
    }

    /// What is measured now.
    pub struct RealTimeMetric {
        /// The numbers. (The vendor's table has another name for it than its sample; both are read.)
        #[serde(rename = "RealTimeMetric", alias = "CurrentMetric", deserialize_with = "lossy::object")]
        metric: Option<ServiceMetric>,
        /// The vendor's remark; mostly empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }

    /// When nodes are added to an exclusive service, and when they are taken away.
    pub struct ScaleRule {
        /// What it goes by.
        #[serde(rename = "MetricID", deserialize_with = "lossy::int")]
        metric_id: Option<i64>,
        /// The name of that.
        #[serde(deserialize_with = "lossy::string")]
        metric_name: Option<String>,
        /// Never more nodes than this.
        #[serde(deserialize_with = "lossy::int")]
        max_node: Option<i64>,
        /// Never fewer nodes than this.
        #[serde(deserialize_with = "lossy::int")]
        min_node: Option<i64>,
        /// Above this, nodes are added.
        #[serde(deserialize_with = "lossy::float")]
        up_threshold: Option<f64>,
        /// Below this, nodes are taken away.
        #[serde(deserialize_with = "lossy::float")]
        down_threshold: Option<f64>,
        /// Whether standby nodes are kept.
        #[serde(deserialize_with = "lossy::bool")]
        enable_standby: Option<bool>,
        /// Seconds since 1970.
        #[serde(deserialize_with = "lossy::int")]
        create_time: Option<i64>,
        /// Seconds since 1970.
        #[serde(deserialize_with = "lossy::int")]
        modify_time: Option<i64>,
        /// Whether it is in force, in the vendor's word.
        #[serde(deserialize_with = "lossy::string")]
        status: Option<String>,
    }

    /// The scale rules of a service.
    pub struct ScaleRules {
        /// How many there are.
        #[serde(deserialize_with = "lenient::parse_int")]
        total_count: Option<i64>,
        /// The rules.
        #[serde(deserialize_with = "lenient::parse_list")]
        result: Vec<ScaleRule>,
        /// The vendor's remark; mostly empty.
        #[serde(deserialize_with = "lossy::string")]
        message: Option<String>,
    }
}

impl ScaleRule {
    /// When it was made.
    pub fn created(&self) -> Option<UnixTime> {
        unix_time(self.create_time)
    }

    /// When it was last changed.
    pub fn modified(&self) -> Option<UnixTime> {
        unix_time(self.modify_time)
    }
}
