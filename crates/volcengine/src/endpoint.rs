//! Regions and hosts. <https://www.volcengine.com/docs/6369/67267>

use tingji_core::{Error, ErrorKind, Result};
use tingji_signing_core::encode::percent_encode;

/// Default region of a client.
pub const DEFAULT_REGION: &str = "cn-beijing";

/// Endpoint of the vendor's gateway, which serves all ordinary regions. The region is part of the
/// signature only.
pub const DEFAULT_ENDPOINT: &str = "https://open.volcengineapi.com";

/// Regions that the vendor's SDKs know. Other regions are allowed too.
pub const REGIONS: [&str; 17] = [
    "cn-beijing",
    "cn-beijing2",
    "cn-shanghai",
    "cn-guangzhou",
    "cn-hangzhou",
    "cn-wuhan",
    "cn-chengdu",
    "cn-datong",
    "cn-wulanchabu",
    "cn-hongkong",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-singapore-1",
    "cn-beijing-autodriving",
    "cn-beijing-selfdrive",
    "cn-shanghai-autodriving",
];

/// Regions that the vendor's SDKs reach through a [`regional`] host.
pub const DEDICATED_HOST_REGIONS: [&str; 5] = [
    "ap-southeast-2",
    "ap-southeast-3",
    "cn-beijing-autodriving",
    "cn-beijing-selfdrive",
    "cn-shanghai-autodriving",
];

/// Returns the endpoint that the vendor's SDKs use for a region: [`DEFAULT_ENDPOINT`], or a regional host
/// for [`DEDICATED_HOST_REGIONS`].
pub fn for_region(region: &str) -> String {
    if DEDICATED_HOST_REGIONS.contains(&region) { regional(region) } else { DEFAULT_ENDPOINT.to_owned() }
}

/// Returns the host of a region, for networks whose traffic must stay in the region. Characters that are
/// not allowed in a host name are percent-encoded, so that no region name can lead to another host.
///
/// ```
/// use tingji_volcengine::endpoint;
///
/// assert_eq!(endpoint::regional("cn-beijing"), "https://ecs.cn-beijing.volcengineapi.com");
/// assert!(endpoint::regional("example.com/").parse::<tingji_core::endpoint::Endpoint>().is_err());
/// ```
pub fn regional(region: &str) -> String {
    format!("https://ecs.{}.volcengineapi.com", percent_encode(region))
}

/// Returns the host of a region that also supports IPv6.
pub fn regional_dual_stack(region: &str) -> String {
    format!("https://ecs.{}.volcengine-api.com", percent_encode(region))
}

/// Rejects a region with characters that would break the scope of the signature. Unknown regions are
/// allowed, because the vendor adds regions.
pub(crate) fn validate_region(region: &str) -> Result<()> {
    let is_region = (1..=64).contains(&region.len())
        && region.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if is_region {
        return Ok(());
    }
    let message =
        format!("{region:?} is not a region: use lower-case letters, digits and '-', as in cn-beijing");
    Err(Error::new(ErrorKind::Config, message))
}
