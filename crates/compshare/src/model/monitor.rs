use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::UnixTime;
use tingji_core::lenient::{self, lossy};
use tingji_ucloud::ExtraFields;

use super::components::unix_time;

/// Measurements of instances and of containers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Monitor {
    /// Measurements by kind of resource.
    #[serde(deserialize_with = "null_as_default")]
    pub data: MonitorData,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Parses measurements; the vendor sends `null` if it has none.
fn null_as_default<'de, D: Deserializer<'de>>(deserializer: D) -> Result<MonitorData, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Measurements of instances and of containers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct MonitorData {
    /// Measurements of instances and of containers.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub list: Vec<MonitoredResource>,
    /// Measurements of containers.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub pod_list: Vec<MonitoredResource>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Measurements of one instance or container.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct MonitoredResource {
    /// Id of the instance.
    #[serde(rename = "UHostId", deserialize_with = "lossy::string")]
    pub uhost_id: Option<String>,
    /// Id of the container.
    #[serde(deserialize_with = "lossy::string")]
    pub pod_id: Option<String>,
    /// Metrics with their values.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub metrics: Vec<Metric>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl MonitoredResource {
    /// Returns the latest value of a metric such as `cloudwatch_gpu_util`. If several GPUs or disks report
    /// it, returns the highest value, so that a machine counts as idle only if all its parts are idle.
    pub fn latest_value(&self, metric_key: &str) -> Option<f64> {
        let wanted = self.metrics.iter().filter(|metric| metric.metric_key.as_deref() == Some(metric_key));
        let newest = wanted.flat_map(|metric| &metric.results).filter_map(MetricResult::latest_point);
        newest.filter_map(|point| point.value).reduce(f64::max)
    }
}

/// Metric of an instance or container.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Metric {
    /// Name of the metric. In percent: `uhost_cpu_used`, `cloudwatch_memory_usage`,
    /// `cloudwatch_sys_disk_used_per`, `cloudwatch_data_disk_used_per`, `cloudwatch_gpu_memory_usage`,
    /// `cloudwatch_gpu_util`. For a single instance over a period also `uhost_net_in_flow` and
    /// `uhost_net_out_flow` (bit/s), `uhost_disk_read` and `uhost_disk_write` (bytes/s).
    #[serde(deserialize_with = "lossy::string")]
    pub metric_key: Option<String>,
    /// Tags that distinguish the results, such as `gpu_bus_id`.
    #[serde(deserialize_with = "lossy::object")]
    pub tags: Option<Value>,
    /// Results, one for each GPU or disk.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub results: Vec<MetricResult>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Series of values of one GPU or disk.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct MetricResult {
    /// Short id of the resource.
    #[serde(deserialize_with = "lossy::string")]
    pub resource_id: Option<String>,
    /// Long id of the resource.
    #[serde(deserialize_with = "lossy::string")]
    pub long_resource_id: Option<String>,
    /// Tags that name the GPU or disk.
    #[serde(deserialize_with = "lossy::object")]
    pub tag_map: Option<Value>,
    /// Values of the series, in the vendor's order.
    #[serde(deserialize_with = "lenient::parse_list")]
    pub values: Vec<DataPoint>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl MetricResult {
    /// Returns the value with the latest time.
    pub fn latest_point(&self) -> Option<&DataPoint> {
        self.values.iter().max_by_key(|point| point.timestamp)
    }
}

/// Value of a metric at one time.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct DataPoint {
    /// Raw time; see [`DataPoint::time`].
    #[serde(deserialize_with = "lossy::int")]
    pub timestamp: Option<i64>,
    /// Value; its unit depends on the [metric](Metric::metric_key).
    #[serde(deserialize_with = "lossy::float")]
    pub value: Option<f64>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl DataPoint {
    /// Time of the measurement.
    pub fn unix_time(&self) -> Option<UnixTime> {
        unix_time(self.timestamp)
    }
}
