//! Regions and hosts. <https://www.volcengine.com/docs/6369/67267>

use tingji_core::{Error, ErrorKind, Result};

/// The region of a client that names none.
pub const DEFAULT_REGION: &str = "cn-beijing";

/// The gateway of all ordinary regions; the region stands in the signature's scope alone.
pub const UNIVERSAL: &str = "https://open.volcengineapi.com";

/// Regions that the vendor's SDKs reach by a host of their own; see [`regional`].
pub const OWN_HOST_REGIONS: [&str; 5] = [
    "ap-southeast-2",
    "ap-southeast-3",
    "cn-beijing-autodriving",
    "cn-beijing-selfdrive",
    "cn-shanghai-autodriving",
];

/// The endpoint that the vendor's SDKs use for a region: [`UNIVERSAL`] for all but a few.
pub fn for_region(region: &str) -> String {
    if OWN_HOST_REGIONS.contains(&region) { regional(region) } else { UNIVERSAL.to_owned() }
}

/// The region's own host, for networks that must not leave the region.
///
/// ```
/// use tingji_volcengine::endpoint;
///
/// assert_eq!(endpoint::regional("cn-beijing"), "https://ecs.cn-beijing.volcengineapi.com");
/// ```
pub fn regional(region: &str) -> String {
    format!("https://ecs.{region}.volcengineapi.com")
}

/// The region's own host over IPv6 too.
pub fn regional_dual_stack(region: &str) -> String {
    format!("https://ecs.{region}.volcengine-api.com")
}

/// Refuses what would break the signature's scope, which the region stands in. Unknown regions are
/// fine: the vendor adds some.
pub(crate) fn check_region(region: &str) -> Result<()> {
    let is_region = (1..=64).contains(&region.len())
        && region.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let message =
        || format!("{region:?} is no region: lower-case letters, digits and '-' are, as in cn-beijing");
    if is_region { Ok(()) } else { Err(Error::new(ErrorKind::Config, message())) }
}
