//! Regions and hosts. <https://developer.huaweicloud.com/intl/en-us/endpoint?ModelArts>

use tingji_core::{Error, ErrorKind, Result};
use tingji_signing_core::encode::percent_encode;

/// Default region of a client.
pub const DEFAULT_REGION: &str = "cn-north-4";

/// Regions with ModelArts according to the vendor's SDKs. Other regions are allowed too.
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

/// Regions whose host does not follow the general pattern in the vendor's SDKs.
const ENDPOINT_OVERRIDES: [(&str, &str); 1] =
    [("ap-southeast-1", "https://modelarts.ap-southeast-1.myhuaweicloud.cn")];

/// Returns the ModelArts endpoint of a region. Characters that are not allowed in a host name are
/// percent-encoded, so that no region name can lead to another host.
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

/// Regions with a regional IAM host in the vendor's SDKs.
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

/// Regions with a regional STS host in the vendor's SDKs. Other regions use the host of the default
/// region.
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

/// Returns the endpoint of the token service (STS) for a region. Regions without a regional host use that
/// of `cn-north-4`.
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

/// Returns the endpoint of IAM for a region. Regions without a regional host use the global one.
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

/// Rejects a malformed region, so that it can't become part of another host.
pub(crate) fn validate_region(region: &str) -> Result<()> {
    let is_region = (1..=64).contains(&region.len())
        && region.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if is_region {
        return Ok(());
    }
    let message =
        format!("{region:?} is not a region: use lower-case letters, digits and '-', as in cn-north-4");
    Err(Error::new(ErrorKind::Config, message))
}

const MISSING_PROJECT: &str = "project_id is missing: set it, or use build_with_project_lookup()";

/// Rejects a missing or malformed project id, so that the id stays within its path segment.
pub(crate) fn validate_project_id(project_id: Option<String>) -> Result<String> {
    let project_id = project_id.filter(|id| !id.is_empty());
    let project_id = project_id.ok_or_else(|| Error::new(ErrorKind::Config, MISSING_PROJECT))?;
    let is_project =
        project_id.len() <= 64 && project_id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_project {
        return Ok(project_id);
    }
    let message = format!("{project_id:?} is not a project_id: use 1 to 64 letters, digits and '-'");
    Err(Error::new(ErrorKind::Config, message))
}
