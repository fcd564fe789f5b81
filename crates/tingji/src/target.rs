//! [`Target`]: the instance to act on, as a user writes it.
//!
//! | part | meaning | if it is missing |
//! |---|---|---|
//! | `CLOUD` | name of the cloud, such as `bce` | an error |
//! | `PROFILE` | profile of the account | the default profile |
//! | `REGION` | the vendor's region | the region of the account |
//! | `ID` | the vendor's id of the instance or service | an error |
//! | `VERSION` | version of a UCloud service | the whole service |

use std::fmt;
use std::str::FromStr;

use tingji_core::{Error, ErrorKind, InstanceId, Message, message};

use crate::{Cloud, Providers, providers};

/// Instance to act on, written as `CLOUD[:PROFILE][/REGION]/ID[@VERSION]`.
///
/// ```
/// # #[cfg(feature = "full")] {
/// use tingji::Target;
///
/// let target: Target = "ucloud:work/cn-bj2/uaiservice-x@5-6".parse().unwrap();
/// assert_eq!(target.cloud().as_str(), "ucloud");
/// assert_eq!(target.profile(), Some("work"));
/// assert_eq!(target.region(), Some("cn-bj2"));
/// assert_eq!(target.id().to_string(), "uaiservice-x@5-6");
///
/// let short: Target = "bce/i-x".parse().unwrap();
/// assert_eq!(short.region(), None);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    text: String,
    cloud: Cloud,
    profile: Option<String>,
    region: Option<String>,
    id: InstanceId,
}

impl Target {
    /// Creates a target of the default profile.
    pub fn new(cloud: Cloud, region: Option<&str>, id: InstanceId) -> Self {
        Self::of(cloud, None, region, id)
    }

    /// Creates a target of a profile; `None` is the default profile.
    pub fn of(cloud: Cloud, profile: Option<&str>, region: Option<&str>, id: InstanceId) -> Self {
        let mut text = cloud.to_string();
        if let Some(profile) = profile {
            text.push_str(&format!(":{profile}"));
        }
        if let Some(region) = region {
            text.push_str(&format!("/{region}"));
        }
        text.push_str(&format!("/{id}"));
        let profile = profile.map(str::to_owned);
        let region = region.map(str::to_owned);
        Self { text, cloud, profile, region, id }
    }

    /// Returns the target with this region, unless it already names one.
    #[must_use]
    pub fn with_default_region(&self, region: &str) -> Self {
        if self.region.is_some() {
            return self.clone();
        }
        let account =
            self.profile.iter().fold(self.cloud.to_string(), |cloud, name| format!("{cloud}:{name}"));
        let text = format!("{account}/{region}/{}", self.id);
        Self { text, region: Some(region.to_owned()), ..self.clone() }
    }

    /// Returns the cloud.
    pub fn cloud(&self) -> Cloud {
        self.cloud
    }

    /// Returns the profile, if the target names one.
    pub fn profile(&self) -> Option<&str> {
        self.profile.as_deref()
    }

    /// Returns the region, if the target names one.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// Returns the id of the instance.
    pub fn id(&self) -> &InstanceId {
        &self.id
    }
}

impl From<&Target> for Target {
    fn from(target: &Target) -> Self {
        target.clone()
    }
}

/// Returns true if the text can be part of a host name and of a variable name: 1 to 63 letters, digits, `-`
/// and `_`, with a letter or digit at both ends.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() <= 63
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        && text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
        && text.bytes().last().is_some_and(|byte| byte.is_ascii_alphanumeric())
}

/// Builds the error for a text that is not a target.
fn invalid(text: &str, problem: Message) -> Error {
    let message = message!(
        "target-problem",
        "the target {text} {problem}; a target is CLOUD[:PROFILE][/REGION]/ID[@VERSION]",
        text = format!("{text:?}"),
        problem
    );
    Error::new(ErrorKind::Config, message)
}

impl FromStr for Target {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text, providers())
    }
}

impl Target {
    /// Parses a target whose cloud is in this table.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] for malformed text or an unknown cloud; the message names the faulty part.
    pub fn parse(text: &str, providers: Providers) -> Result<Self, Error> {
        let parts: Vec<_> = text.split('/').collect();
        let (head, region, id) = match parts[..] {
            [head, id] => (head, None, id),
            [head, region, id] => (head, Some(region), id),
            [_] | [] => return Err(invalid(text, message!("target-without-id", "has no id"))),
            _ => return Err(invalid(text, message!("target-too-many-parts", "has too many parts"))),
        };
        let (cloud, profile) = match head.split_once(':') {
            Some((cloud, profile)) => (cloud, Some(profile)),
            None => (head, None),
        };
        let cloud = Cloud::find(providers, cloud).map_err(|error| {
            let reason = error.typed_message();
            invalid(text, message!("target-without-cloud", "names no cloud ({reason})", reason))
        })?;
        if let Some(wrong) = [profile, region].into_iter().flatten().find(|name| !is_name(name)) {
            let name = format!("{wrong:?}");
            let problem = message!("target-invalid-name", "has the invalid profile or region {name}", name);
            return Err(invalid(text, problem));
        }
        let id: InstanceId = id.parse().map_err(|error: Error| {
            let reason = error.typed_message();
            invalid(text, message!("target-invalid-id", "has no valid id ({reason})", reason))
        })?;
        if id.version().is_some() && !cloud.ids.has_versions {
            let problem = message!(
                "target-with-version",
                "has a version, but the instances of {cloud} have no versions",
                cloud = cloud.as_str()
            );
            return Err(invalid(text, problem));
        }
        Ok(Self {
            text: text.to_owned(),
            cloud,
            profile: profile.map(str::to_owned),
            region: region.map(str::to_owned),
            id,
        })
    }
}

impl fmt::Display for Target {
    /// Writes the target as it was parsed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(feature = "full")]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_region_is_set_if_none_is_named() {
        for (input, expected) in [
            ("bce/i-x", "bce/gz/i-x"),
            ("bce:work/i-x", "bce:work/gz/i-x"),
            ("ucloud/uaiservice-x@5-6", "ucloud/gz/uaiservice-x@5-6"),
            ("bce/bj/i-x", "bce/bj/i-x"),
        ] {
            let target = input.parse::<Target>().unwrap().with_default_region("gz");
            assert_eq!(target.to_string(), expected);
            assert_eq!(target, expected.parse().unwrap());
        }
    }

    #[test]
    fn malformed_target_is_rejected_with_a_reason() {
        for (text, part) in [
            ("", "has no id"),
            ("bce", "has no id"),
            ("azure/i-1", "\"azure\" is not a cloud"),
            ("bce/bj/x/i-1", "too many"),
            ("bce/b j/i-1", "has the invalid profile or region"),
            ("bce/bj.evil.example/i-1", "has the invalid profile or region"),
            ("bce:/i-1", "has the invalid profile or region"),
            ("bce/bj/", "has no valid id"),
            ("bce/bj/i-1?x", "is not an id"),
            ("bce/bj/i-1@2", "the instances of bce have no versions"),
        ] {
            let message = text.parse::<Target>().unwrap_err().to_string();
            assert!(message.contains(part), "{text}: {message}");
            assert!(message.contains("CLOUD[:PROFILE][/REGION]/ID[@VERSION]"), "{message}");
        }
    }

    #[test]
    fn target_prints_as_written() {
        let examples = crate::providers().iter().map(|provider| provider.example_target());
        let with_profile = "compshare:a/cn-wlcb/uhost-1".to_owned();
        for text in examples.chain(["bce/i-x".to_owned(), with_profile]) {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
        }
    }
}
