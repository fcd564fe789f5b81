//! [`InstanceId`]: the vendor's id of an instance.

use std::fmt;

use crate::{Error, ErrorKind, Result, message};

/// Maximum length of an id and of a version, in bytes.
const MAX_ID_BYTES: usize = 64;

/// The vendor's id of one instance, one service, or one version of a service.
///
/// The text form is `ID`, or `ID@VERSION` for a version of a UAI service.
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
    /// Checks and creates an id; `version` is for a UAI service only.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidRequest`] if a part has other characters than letters, digits, `-`, `_` and `.`,
    /// has only dots, is empty or is longer than 64 bytes. Such a text could change the path or the parameter
    /// that contains it.
    pub fn new(id: &str, version: Option<&str>) -> Result<Self> {
        let parts = [Some(id), version];
        if let Some(bad) = parts.into_iter().flatten().find(|part| !is_id(part)) {
            let message = message!(
                "not-an-id",
                "{text} is not an id; an id has 1 to 64 letters, digits, '-', '_' and '.'",
                text = format!("{bad:?}")
            );
            return Err(Error::new(ErrorKind::InvalidRequest, message));
        }
        Ok(Self { id: id.to_owned(), version: version.map(str::to_owned) })
    }

    /// Returns the id without the version.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the version of a UAI service.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }
}

fn is_id(text: &str) -> bool {
    (1..=MAX_ID_BYTES).contains(&text.len())
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
    fn id_with_path_or_query_characters_is_rejected() {
        for bad in ["", "a/b", "a?b", "a%2F", "a b", "..", "a\n", "停", "a@", "@b", "a@b@c", &"x".repeat(65)]
        {
            assert!(bad.parse::<InstanceId>().is_err(), "{bad:?}");
        }
        assert!("62383738-e52a-450a-9f84-f9e705402be8".parse::<InstanceId>().is_ok());
    }
}
