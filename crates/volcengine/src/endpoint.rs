//! Regions and hosts. <https://www.volcengine.com/docs/6369/67267>

use tingji_core::{Error, ErrorKind, Result};
use tingji_signing_core::encode::percent_encode;

/// The region of a client that names none.
pub const DEFAULT_REGION: &str = "cn-beijing";

/// The gateway of all ordinary regions; the region stands in the signature's scope alone.
pub const DEFAULT_ENDPOINT: &str = "https://open.volcengineapi.com";

/// Regions that the vendor's SDKs reach by a host of their own; see [`regional`].
pub const DEDICATED_HOST_REGIONS: [&str; 5] = [
    "ap-southeast-2",
    "ap-southeast-3",
    "cn-beijing-autodriving",
    "cn-beijing-selfdrive",
    "cn-shanghai-autodriving",
];

/// The endpoint that the vendor's SDKs use for a region: [`DEFAULT_ENDPOINT`] for all but a few.
pub fn for_region(region: &str) -> String {
    if DEDICATED_HOST_REGIONS.contains(&region) { regional(region) } else { DEFAULT_ENDPOINT.to_owned() }
}

/// The region's own host, for networks that must not leave the region. What can't stand in a host name is
/// percent-encoded, so that no region leads to another host.
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

/// The region's own host over IPv6 too.
pub fn regional_dual_stack(region: &str) -> String {
    format!("https://ecs.{}.volcengine-api.com", percent_encode(region))
}

/// Refuses what would break the signature's scope, which the region stands in. Unknown regions are
/// fine: the vendor adds some.
pub(crate) fn validate_region(region: &str) -> Result<()> {
    let is_region = (1..=64).contains(&region.len())
        && region.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let message =
        || format!("{region:?} is no region: lower-case letters, digits and '-' are, as in cn-beijing");
    if is_region { Ok(()) } else { Err(Error::new(ErrorKind::Config, message())) }
}
