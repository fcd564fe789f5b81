//! The host, regions and zones of UAI-Inference. <https://docs.ucloud.cn/api/summary/gateway>

/// The one endpoint, for all regions. The vendor's UAI tool speaks plain HTTP to it; this library
/// never does.
pub const ENDPOINT: &str = "https://api.ucloud.cn";

/// The region the vendor's UAI tool falls back on.
pub const DEFAULT_REGION: &str = "cn-bj2";

/// The zone of a region that UAI-Inference is known to be in; other regions have no default zone.
pub fn default_zone(region: &str) -> Option<&'static str> {
    match region {
        "cn-bj2" => Some("cn-bj2-04"),
        "cn-sh2" => Some("cn-sh2-02"),
        _ => None,
    }
}
