//! Checks of parameters before anything is sent.

use tingji_core::{Error, ErrorKind, InstanceId, Result};

/// So many rows a page holds if nothing else is said.
pub(crate) const DEFAULT_PAGE_SIZE: u32 = 100;

/// An id that is one.
pub(crate) fn validate_id(id: &str) -> Result<String> {
    Ok(InstanceId::new(id, None)?.id().to_owned())
}

/// Refuses what would be refused anyway, before anything is sent.
pub(crate) fn require(holds: bool, message: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::new(ErrorKind::InvalidRequest, message)) }
}

/// Refuses a service's name that can't be one.
pub(crate) fn validate_name(name: &str) -> Result<()> {
    let fits = name.len() >= 6 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    require(fits, "SrvName has at least six letters, digits and _, and nothing else")
}

/// Refuses a share of the traffic that is none.
pub(crate) fn validate_weight(weight: u32) -> Result<()> {
    require((1..=100).contains(&weight), "DeployWeight is 1 to 100")
}

/// A text that is not empty.
pub(crate) fn require_text(name: &str, text: &str) -> Result<String> {
    if text.is_empty() {
        return Err(Error::new(ErrorKind::InvalidRequest, format!("{name} is empty")));
    }
    Ok(text.to_owned())
}
