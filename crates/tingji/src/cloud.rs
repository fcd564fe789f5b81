//! [`Cloud`]: the five clouds.

use std::fmt;
use std::str::FromStr;

use tingji_core::error_codes::ErrorCodeTable;
use tingji_core::lifecycle::Capabilities;
use tingji_core::{Error, ErrorKind, InstanceId};

/// Cloud with its GPU product.
///
/// ```
/// use tingji::Cloud;
///
/// let cloud: Cloud = "volcengine".parse().unwrap();
/// assert_eq!(cloud.default_region(), Some("cn-beijing"));
/// assert!("azure".parse::<Cloud>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cloud {
    /// UCloud UAI-Inference: services and their versions.
    Ucloud,
    /// CompShare 优云智算: GPU instances.
    Compshare,
    /// Baidu AI Cloud BCC: instances.
    Bce,
    /// Volcengine ECS: instances.
    Volcengine,
    /// Huawei Cloud ModelArts DevServer.
    Huaweicloud,
}

impl Cloud {
    /// Every cloud, in the order of the enum.
    pub const ALL: [Self; 5] =
        [Self::Ucloud, Self::Compshare, Self::Bce, Self::Volcengine, Self::Huaweicloud];

    /// Returns the name used in targets, variables and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ucloud => "ucloud",
            Self::Compshare => "compshare",
            Self::Bce => "bce",
            Self::Volcengine => "volcengine",
            Self::Huaweicloud => "huaweicloud",
        }
    }

    /// Returns the vendor's documented default region. CompShare has none, because it lists all its regions
    /// at once.
    pub const fn default_region(self) -> Option<&'static str> {
        match self {
            Self::Ucloud => Some("cn-bj2"),
            Self::Compshare => None,
            Self::Bce => Some("bj"),
            Self::Volcengine => Some("cn-beijing"),
            Self::Huaweicloud => Some("cn-north-4"),
        }
    }

    /// Returns true if an id has the format of this cloud's ids. Several clouds may share a format.
    ///
    /// ```
    /// use tingji::Cloud;
    ///
    /// let id = "uhost-1a2b3c".parse().unwrap();
    /// assert!(Cloud::Compshare.matches_id(&id) && !Cloud::Bce.matches_id(&id));
    /// ```
    pub fn matches_id(self, id: &InstanceId) -> bool {
        let text = id.id();
        let versioned = id.version().is_some();
        match self {
            Self::Ucloud => suffix(text, "uaiservice-").is_some(),
            Self::Compshare => !versioned && suffix(text, "uhost-").is_some(),
            // Observed ids have eight letters and digits of either case after the prefix.
            Self::Bce => !versioned && suffix(text, "i-").is_some(),
            // Observed ids have twenty lowercase letters and digits after the prefix.
            Self::Volcengine => {
                let suffix = suffix(text, "i-");
                !versioned && suffix.is_some_and(|rest| !rest.bytes().any(|byte| byte.is_ascii_uppercase()))
            }
            Self::Huaweicloud => !versioned && is_uuid(text),
        }
    }

    /// Returns the capabilities of the product, and what stays charged after a stop. `None` if this build
    /// does not include the cloud.
    pub const fn capabilities(self) -> Option<&'static Capabilities> {
        match self {
            #[cfg(feature = "ucloud")]
            Self::Ucloud => Some(&tingji_ucloud::CAPABILITIES),
            #[cfg(feature = "compshare")]
            Self::Compshare => Some(&tingji_compshare::CAPABILITIES),
            #[cfg(feature = "bce")]
            Self::Bce => Some(&tingji_bce::CAPABILITIES),
            #[cfg(feature = "volcengine")]
            Self::Volcengine => Some(&tingji_volcengine::CAPABILITIES),
            #[cfg(feature = "huaweicloud")]
            Self::Huaweicloud => Some(&tingji_huaweicloud::CAPABILITIES),
            #[allow(unreachable_patterns, reason = "unreachable if all clouds are enabled")]
            _ => None,
        }
    }

    /// Returns the vendor's error codes with their kinds and advice. `None` if this build does not include
    /// the cloud.
    ///
    /// ```
    /// # #[cfg(feature = "volcengine")] {
    /// let codes = tingji::Cloud::Volcengine.codes().unwrap();
    /// assert_eq!(codes.find("SignatureDoesNotMatch").unwrap().kind, tingji::core::ErrorKind::Credentials);
    /// # }
    /// ```
    pub const fn codes(self) -> Option<ErrorCodeTable> {
        match self {
            #[cfg(feature = "ucloud")]
            Self::Ucloud => Some(tingji_ucloud::CODES),
            #[cfg(feature = "compshare")]
            Self::Compshare => Some(tingji_compshare::CODES),
            #[cfg(feature = "bce")]
            Self::Bce => Some(tingji_bce::CODES),
            #[cfg(feature = "volcengine")]
            Self::Volcengine => Some(tingji_volcengine::CODES),
            #[cfg(feature = "huaweicloud")]
            Self::Huaweicloud => Some(tingji_huaweicloud::CODES),
            #[allow(unreachable_patterns, reason = "unreachable if all clouds are enabled")]
            _ => None,
        }
    }
}

/// Returns the text after the prefix, unless it is empty.
fn suffix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    text.strip_prefix(prefix).filter(|rest| !rest.is_empty())
}

/// Returns true for a UUID with hyphens, such as Huawei Cloud uses for ids.
fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Cloud {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|cloud| cloud.as_str() == text).ok_or_else(|| {
            let names = Self::ALL.map(Self::as_str).join(", ");
            Error::new(ErrorKind::Config, format!("{text:?} is not a cloud: use one of {names}"))
                .with_message_zh(format!("{text:?} 不是已知的云：可用 {names}"))
        })
    }
}
