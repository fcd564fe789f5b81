//! Host, regions and zones of CompShare.
//! <https://www.compshare.cn/docs/gpus/instance/describecompsharesupportzone>

/// Base URL of the API, the same for all regions. CompShare keys work only here. UCloud's own endpoint does
/// not reject them; it may show another, empty account.
pub const ENDPOINT: &str = "https://api.compshare.cn";

/// Regions known to offer instances. Used only if
/// [`DescribeCompShareSupportZone`](crate::operation::DescribeCompShareSupportZone) returns no region.
pub const REGIONS: [&str; 2] = ["cn-wlcb", "cn-sh2"];

/// Returns the region of a zone, derived from its name: `cn-wlcb` for `cn-wlcb-01`. Returns `None` if the
/// name does not end in `-` and two digits.
///
/// ```
/// use tingji_compshare::endpoint::region_of;
///
/// assert_eq!(region_of("cn-wlcb-01"), Some("cn-wlcb"));
/// assert_eq!(region_of("cn-wlcb"), None);
/// ```
pub fn region_of(zone: &str) -> Option<&str> {
    let (region, number) = zone.rsplit_once('-')?;
    let is_number = number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && !region.is_empty()).then_some(region)
}
