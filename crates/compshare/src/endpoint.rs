//! The host, regions and zones. <https://www.compshare.cn/docs/gpus/instance/describecompsharesupportzone>

/// The one endpoint, for all regions. Keys of a CompShare account belong here: at UCloud's own
/// endpoint they don't fail, they may read another, empty account.
pub const ENDPOINT: &str = "https://api.compshare.cn";

/// The regions known to sell instances. Asking
/// [`DescribeCompShareSupportZone`](crate::operation::DescribeCompShareSupportZone) goes before this.
pub const REGIONS: [&str; 2] = ["cn-wlcb", "cn-sh2"];

/// The region a zone is in, by its name: `cn-wlcb` of `cn-wlcb-01`.
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
