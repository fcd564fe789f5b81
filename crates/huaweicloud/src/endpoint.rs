//! Regions and hosts. <https://developer.huaweicloud.com/intl/en-us/endpoint?ModelArts>

use tingji_core::{Error, ErrorKind, Result};
use tingji_signing_core::encode::percent_encode;

/// The region of a client that names none.
pub const DEFAULT_REGION: &str = "cn-north-4";

/// Regions with ModelArts in the vendor's SDKs; others are not refused.
pub const REGIONS: [&str; 22] = [
    "af-north-1",
    "af-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "cn-east-3",
    "cn-east-4",
    "cn-north-1",
    "cn-north-11",
    "cn-north-12",
    "cn-north-2",
    "cn-north-4",
    "cn-north-9",
    "cn-south-1",
    "cn-southwest-2",
    "cn-southwest-3",
    "la-north-2",
    "la-south-2",
    "me-east-1",
    "sa-brazil-1",
    "tr-west-1",
];

/// Regions whose host the vendor's SDKs do not build by the rule.
const ENDPOINT_OVERRIDES: [(&str, &str); 1] =
    [("ap-southeast-1", "https://modelarts.ap-southeast-1.myhuaweicloud.cn")];

/// The endpoint of a region. What can't stand in a host name is percent-encoded, so that no region leads
/// to another host.
///
/// ```
/// use tingji_huaweicloud::endpoint::for_region;
///
/// assert_eq!(for_region("cn-north-4"), "https://modelarts.cn-north-4.myhuaweicloud.com");
/// assert_eq!(for_region("ap-southeast-1"), "https://modelarts.ap-southeast-1.myhuaweicloud.cn");
/// assert!(for_region("example.com/").parse::<tingji_core::endpoint::Endpoint>().is_err());
/// ```
pub fn for_region(region: &str) -> String {
    match ENDPOINT_OVERRIDES.iter().find(|(exception, _)| *exception == region) {
        Some((_, endpoint)) => (*endpoint).to_owned(),
        None => format!("https://modelarts.{}.myhuaweicloud.com", percent_encode(region)),
    }
}

/// Regions with an IAM of their own in the vendor's SDKs.
const IAM_REGIONS: [&str; 27] = [
    "ae-ad-1",
    "af-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "cn-east-2",
    "cn-east-3",
    "cn-east-4",
    "cn-east-5",
    "cn-north-1",
    "cn-north-12",
    "cn-north-2",
    "cn-north-4",
    "cn-north-9",
    "cn-south-1",
    "cn-south-2",
    "cn-southwest-2",
    "eu-west-0",
    "la-north-2",
    "la-south-2",
    "me-east-1",
    "my-kualalumpur-1",
    "na-mexico-1",
    "ru-moscow-1",
    "sa-brazil-1",
    "tr-west-1",
];

/// Regions with an STS of their own in the vendor's SDKs; the others are served by the default one's.
const STS_REGIONS: [&str; 12] = [
    "af-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "cn-east-3",
    "cn-north-4",
    "cn-south-1",
    "cn-southwest-2",
    "la-south-2",
    "sa-brazil-1",
    "tr-west-1",
];

/// The endpoint of the token service for a region; that of `cn-north-4` where a region has none of its own.
///
/// ```
/// use tingji_huaweicloud::endpoint::sts_for_region;
///
/// assert_eq!(sts_for_region("cn-east-3"), "https://sts.cn-east-3.myhuaweicloud.com");
/// assert_eq!(sts_for_region("cn-north-9"), "https://sts.cn-north-4.myhuaweicloud.com");
/// ```
pub fn sts_for_region(region: &str) -> String {
    let region = STS_REGIONS.into_iter().find(|known| *known == region).unwrap_or(DEFAULT_REGION);
    format!("https://sts.{region}.myhuaweicloud.com")
}

/// The endpoint of IAM for a region; the global one where a region has none of its own.
///
/// ```
/// use tingji_huaweicloud::endpoint::iam_for_region;
///
/// assert_eq!(iam_for_region("cn-north-4"), "https://iam.cn-north-4.myhuaweicloud.com");
/// assert_eq!(iam_for_region("cn-north-11"), "https://iam.myhuaweicloud.com");
/// ```
pub fn iam_for_region(region: &str) -> String {
    if IAM_REGIONS.contains(&region) {
        format!("https://iam.{region}.myhuaweicloud.com")
    } else {
        "https://iam.myhuaweicloud.com".to_owned()
    }
}

/// Refuses what is no region, so that it can't become part of another host.
pub(crate) fn validate_region(region: &str) -> Result<()> {
    let is_region = (1..=64).contains(&region.len())
        && region.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let message =
        || format!("{region:?} is no region: lower-case letters, digits and '-' are, as in cn-north-4");
    if is_region { Ok(()) } else { Err(Error::new(ErrorKind::Config, message())) }
}

const MISSING_PROJECT: &str = "project_id is missing; build_with_project_lookup() asks IAM for it";

/// Refuses what is no project id, so that it can't leave its segment of the path.
pub(crate) fn validate_project_id(project_id: Option<String>) -> Result<String> {
    let project_id = project_id.filter(|id| !id.is_empty());
    let project_id = project_id.ok_or_else(|| Error::new(ErrorKind::Config, MISSING_PROJECT))?;
    let is_project =
        project_id.len() <= 64 && project_id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let message = || format!("{project_id:?} is no project_id: 1 to 64 letters, digits and '-' are");
    if is_project { Ok(project_id) } else { Err(Error::new(ErrorKind::Config, message())) }
}
