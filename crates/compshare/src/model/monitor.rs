use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::{UnixTime, lenient, record};
use tingji_ucloud::ExtraFields;

use super::time::unix_time;

record! {
    /// Measurements of instances and of containers.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Monitor {
        /// Measurements by kind of resource.
        "Data" => pub data: MonitorData as null_as_default,
        * => pub extra: ExtraFields,
    }
}

/// Parses measurements; the vendor sends `null` if it has none.
fn null_as_default<'de, D: Deserializer<'de>>(deserializer: D) -> Result<MonitorData, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

record! {
    /// Measurements of instances and of containers.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct MonitorData {
        /// Measurements of instances and of containers.
        "List" => pub list: Vec<MonitoredResource> as lenient::parse_list,
        /// Measurements of containers.
        "PodList" => pub pod_list: Vec<MonitoredResource> as lenient::parse_list,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Measurements of one instance or container.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct MonitoredResource {
        /// Id of the instance.
        "UHostId" => pub uhost_id: Option<String>,
        /// Id of the container.
        "PodId" => pub pod_id: Option<String>,
        /// Metrics with their values.
        "Metrics" => pub metrics: Vec<Metric> as lenient::parse_list,
        * => pub extra: ExtraFields,
    }
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

record! {
    /// Metric of an instance or container.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Metric {
        /// Name of the metric. In percent: `uhost_cpu_used`, `cloudwatch_memory_usage`,
        /// `cloudwatch_sys_disk_used_per`, `cloudwatch_data_disk_used_per`, `cloudwatch_gpu_memory_usage`,
        /// `cloudwatch_gpu_util`. For a single instance over a period also `uhost_net_in_flow` and
        /// `uhost_net_out_flow` (bit/s), `uhost_disk_read` and `uhost_disk_write` (bytes/s).
        "MetricKey" => pub metric_key: Option<String>,
        /// Tags that distinguish the results, such as `gpu_bus_id`.
        "Tags" => pub tags: Option<Value>,
        /// Results, one for each GPU or disk.
        "Results" => pub results: Vec<MetricResult> as lenient::parse_list,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Series of values of one GPU or disk.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct MetricResult {
        /// Short id of the resource.
        "ResourceId" => pub resource_id: Option<String>,
        /// Long id of the resource.
        "LongResourceId" => pub long_resource_id: Option<String>,
        /// Tags that name the GPU or disk.
        "TagMap" => pub tag_map: Option<Value>,
        /// Values of the series, in the vendor's order.
        "Values" => pub values: Vec<DataPoint> as lenient::parse_list,
        * => pub extra: ExtraFields,
    }
}

impl MetricResult {
    /// Returns the value with the latest time.
    pub fn latest_point(&self) -> Option<&DataPoint> {
        self.values.iter().max_by_key(|point| point.timestamp)
    }
}

record! {
    /// Value of a metric at one time.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct DataPoint {
        /// Raw time; see [`DataPoint::time`].
        "Timestamp" => pub timestamp: Option<i64>,
        /// Value; its unit depends on the [metric](Metric::metric_key).
        "Value" => pub value: Option<f64>,
        * => pub extra: ExtraFields,
    }
}

impl DataPoint {
    /// Time of the measurement.
    pub fn unix_time(&self) -> Option<UnixTime> {
        unix_time(self.timestamp)
    }
}
