use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::UnixTime;
use tingji_core::lenient::{self, soft};
use tingji_ucloud::ExtraFields;

use super::components::unix_time;

/// Measurements of instances.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Monitor {
    /// The measurements.
    #[serde(deserialize_with = "null_as_default")]
    pub data: MonitorData,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// `null` is what nothing was measured of.
fn null_as_default<'de, D: Deserializer<'de>>(deserializer: D) -> Result<MonitorData, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Measurements of instances and containers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct MonitorData {
    /// Of instances.
    #[serde(deserialize_with = "lenient::list")]
    pub list: Vec<MonitoredResource>,
    /// Of containers.
    #[serde(deserialize_with = "lenient::list")]
    pub pod_list: Vec<MonitoredResource>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Measurements of one instance or container.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct MonitoredResource {
    /// The instance.
    #[serde(rename = "UHostId", deserialize_with = "soft::text")]
    pub uhost_id: Option<String>,
    /// The container.
    #[serde(deserialize_with = "soft::text")]
    pub pod_id: Option<String>,
    /// What was measured.
    #[serde(deserialize_with = "lenient::list")]
    pub metrics: Vec<Metric>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl MonitoredResource {
    /// The newest value of `cloudwatch_gpu_util` or another key; where several cards or disks have
    /// one, the highest, so that a machine counts as idle only if all of it is.
    pub fn latest_value(&self, metric_key: &str) -> Option<f64> {
        let wanted = self.metrics.iter().filter(|metric| metric.metric_key.as_deref() == Some(metric_key));
        let newest = wanted.flat_map(|metric| &metric.results).filter_map(MetricResult::latest_point);
        newest.filter_map(|point| point.value).reduce(f64::max)
    }
}

/// One kind of measurement.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Metric {
    /// `uhost_cpu_used`, `cloudwatch_memory_usage`, `cloudwatch_sys_disk_used_per`,
    /// `cloudwatch_data_disk_used_per`, `cloudwatch_gpu_memory_usage`, `cloudwatch_gpu_util`: all in
    /// percent. For a single instance over a span of time also `uhost_net_in_flow` and
    /// `uhost_net_out_flow` (bit/s), `uhost_disk_read` and `uhost_disk_write` (bytes/s).
    #[serde(deserialize_with = "soft::text")]
    pub metric_key: Option<String>,
    /// What the results are told apart by, such as `gpu_bus_id`.
    #[serde(deserialize_with = "soft::one")]
    pub tags: Option<Value>,
    /// One for each card, disk, …
    #[serde(deserialize_with = "lenient::list")]
    pub results: Vec<MetricResult>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// One series of values.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct MetricResult {
    /// The short id.
    #[serde(deserialize_with = "soft::text")]
    pub resource_id: Option<String>,
    /// The long id.
    #[serde(deserialize_with = "soft::text")]
    pub long_resource_id: Option<String>,
    /// Which card, disk, … it is.
    #[serde(deserialize_with = "soft::one")]
    pub tag_map: Option<Value>,
    /// The values.
    #[serde(deserialize_with = "lenient::list")]
    pub values: Vec<DataPoint>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl MetricResult {
    /// The value with the latest time.
    pub fn latest_point(&self) -> Option<&DataPoint> {
        self.values.iter().max_by_key(|point| point.timestamp)
    }
}

/// A value at a time.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct DataPoint {
    /// See [`DataPoint::time`].
    #[serde(deserialize_with = "soft::int")]
    pub timestamp: Option<i64>,
    /// The value; its unit depends on the [key](Metric::metric_key).
    #[serde(deserialize_with = "soft::float")]
    pub value: Option<f64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl DataPoint {
    /// When it was measured.
    pub fn unix_time(&self) -> Option<UnixTime> {
        unix_time(self.timestamp)
    }
}
