//! Host, regions and zones of UAI-Inference. <https://docs.ucloud.cn/api/summary/gateway>

/// Base URL of the API, the same for all regions. The vendor's UAI tool uses plain HTTP; this library
/// always uses HTTPS.
pub const ENDPOINT: &str = "https://api.ucloud.cn";

/// Default region, the same as in the vendor's UAI tool.
pub const DEFAULT_REGION: &str = "cn-bj2";

/// Regions in which UAI-Inference is known to run. The vendor documents no list; these are the regions of its tools.
pub const REGIONS: [&str; 2] = ["cn-bj2", "cn-sh2"];

/// Returns the zone of a region in which UAI-Inference is known to run; `None` for other regions.
pub fn default_zone(region: &str) -> Option<&'static str> {
    match region {
        "cn-bj2" => Some("cn-bj2-04"),
        "cn-sh2" => Some("cn-sh2-02"),
        _ => None,
    }
}
