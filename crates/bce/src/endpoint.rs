//! Regions and hosts. <https://cloud.baidu.com/doc/BCC/s/0jwvyo603>

use tingji_signing_core::encode::percent_encode;

/// The region the vendor's SDKs fall back on.
pub const DEFAULT_REGION: &str = "bj";

/// Regions with BCC that the vendor lists; others are not refused.
pub const REGIONS: [&str; 9] = ["bj", "gz", "su", "hkg", "fwh", "bd", "sin", "fsh", "cd"];

/// The endpoint that no region has: of [`DescribeRegions`](crate::operation::DescribeRegions).
pub const GLOBAL_ENDPOINT: &str = "https://bcc.baidubce.com";

/// The endpoint of a region. The vendor's SDKs speak plain HTTP here; this library never does.
///
/// What can't stand in a host name is percent-encoded, so that no region leads to another host: such
/// an endpoint is refused where it is used.
///
/// ```
/// use tingji_bce::endpoint::for_region;
///
/// assert_eq!(for_region("gz"), "https://bcc.gz.baidubce.com");
/// assert!(for_region("example.com/").parse::<tingji_core::endpoint::Endpoint>().is_err());
/// ```
pub fn for_region(region: &str) -> String {
    format!("https://bcc.{}.baidubce.com", percent_encode(region))
}

/// Whether an operation, by its vendor's name, goes to [`GLOBAL_ENDPOINT`].
pub fn is_global(operation: &str) -> bool {
    operation == "DescribeRegions"
}
