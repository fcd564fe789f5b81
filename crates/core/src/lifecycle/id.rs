//! [`InstanceId`]: what to act on.

use std::fmt;

use crate::{Error, ErrorKind, Result};

/// Names one thing that can be stopped: an instance, a service, or one version of a service.
///
/// ```
/// use tingji_core::InstanceId;
///
/// let id: InstanceId = "uaiservice-x@5-6".parse().unwrap();
/// assert_eq!((id.id(), id.version()), ("uaiservice-x", Some("5-6")));
/// assert!("i-1?stop".parse::<InstanceId>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstanceId {
    id: String,
    version: Option<String>,
}

impl InstanceId {
    /// An id and, for a UAI service, a version.
    ///
    /// # Errors
    ///
    /// Every part must be 1 to 64 of letters, digits, `-`, `_` and `.`, and not only dots, so that
    /// it can't break out of the path or parameter it is put into.
    pub fn new(id: &str, version: Option<&str>) -> Result<Self> {
        let parts = [Some(id), version];
        if let Some(bad) = parts.into_iter().flatten().find(|part| !is_id(part)) {
            let message = format!("{bad:?} is no id: 1 to 64 of letters, digits, '-', '_' and '.' are");
            let chinese = format!("{bad:?} 不是 ID：ID 由 1 到 64 个字母、数字、“-”“_”“.”组成");
            return Err(Error::new(ErrorKind::InvalidRequest, message).with_chinese(chinese));
        }
        Ok(Self { id: id.to_owned(), version: version.map(str::to_owned) })
    }

    /// The vendor's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The version of a UAI service.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }
}

fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        && text.bytes().any(|byte| byte != b'.')
}

impl std::str::FromStr for InstanceId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.split_once('@') {
            Some((id, version)) => Self::new(id, Some(version)),
            None => Self::new(text, None),
        }
    }
}

impl fmt::Display for InstanceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)?;
        self.version.as_ref().map_or(Ok(()), |version| write!(f, "@{version}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_could_leave_their_place_are_refused() {
        for bad in ["", "a/b", "a?b", "a%2F", "a b", "..", "a\n", "停", "a@", "@b", "a@b@c", &"x".repeat(65)]
        {
            assert!(bad.parse::<InstanceId>().is_err(), "{bad:?}");
        }
        assert!("62383738-e52a-450a-9f84-f9e705402be8".parse::<InstanceId>().is_ok());
    }
}
