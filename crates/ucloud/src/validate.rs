//! Checks of parameters before anything is sent.

use tingji_core::Result;
use tingji_core::params::invalid_request;

/// Page size if the caller sets none.
pub(crate) const DEFAULT_PAGE_SIZE: u32 = 100;

/// Returns an [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) error with this message if the
/// condition does not hold.
pub(crate) fn require(holds: bool, message: &str) -> Result<()> {
    if holds { Ok(()) } else { invalid_request(message) }
}

/// Rejects an invalid service name.
pub(crate) fn validate_name(name: &str) -> Result<()> {
    let is_valid = name.len() >= 6 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    require(is_valid, "SrvName needs at least six characters, only letters, digits and _")
}

/// Rejects a traffic share outside of 1 to 100.
pub(crate) fn validate_weight(weight: u32) -> Result<()> {
    require((1..=100).contains(&weight), "DeployWeight must be 1 to 100")
}

/// Rejects an empty text; the error names the parameter.
pub(crate) fn require_text(name: &str, text: &str) -> Result<()> {
    require(!text.is_empty(), &format!("{name} must not be empty"))
}
