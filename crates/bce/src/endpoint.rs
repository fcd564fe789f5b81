//! Regions and hosts. <https://cloud.baidu.com/doc/BCC/s/0jwvyo603>

use tingji_signing_core::encode::percent_encode;

/// Default region of a client, as in the vendor's SDKs.
pub const DEFAULT_REGION: &str = "bj";

/// Regions with BCC according to the vendor. Other regions are allowed too.
pub const REGIONS: [&str; 9] = ["bj", "gz", "su", "hkg", "fwh", "bd", "sin", "fsh", "cd"];

/// Endpoint for operations without a region, such as
/// [`DescribeRegions`](crate::operation::DescribeRegions).
pub const GLOBAL_ENDPOINT: &str = "https://bcc.baidubce.com";

/// Returns the endpoint of a region. It uses HTTPS, although the vendor's SDKs use plain HTTP here.
///
/// Characters that are not allowed in a host name are percent-encoded, so that no region name can lead to
/// another host. Such an endpoint is rejected when it is used.
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

/// Returns true if an operation, by its vendor's name, uses [`GLOBAL_ENDPOINT`].
pub fn is_global(operation: &str) -> bool {
    operation == "DescribeRegions"
}
