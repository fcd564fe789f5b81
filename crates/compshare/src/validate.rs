//! Checks of parameters before anything is sent.

use tingji_core::params::{invalid_request, validate_id};
use tingji_core::{Message, Result, Secret};

/// Longest instance name that the vendor accepts, in characters.
const MAX_NAME_CHARS: usize = 63;

/// Returns an [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) error with this message if the
/// condition does not hold.
pub(crate) fn require(holds: bool, message: impl Into<Message>) -> Result<()> {
    if holds { Ok(()) } else { invalid_request(message) }
}

/// Rejects malformed ids. An empty id is rejected because the vendor might read it as "all instances".
pub(crate) fn validate_ids(ids: &[String]) -> Result<()> {
    ids.iter().try_for_each(|id| validate_id(id))
}

/// Rejects a memory size in MB that is 0 or not a multiple of 1024.
pub(crate) fn validate_memory(memory: u32) -> Result<()> {
    let is_valid = memory > 0 && memory.is_multiple_of(1024);
    require(is_valid, format!("Memory must be a multiple of 1024 MB, not {memory}"))
}

/// Rejects numbers that are set to 0.
pub(crate) fn validate_counts(counts: &[(&str, Option<u32>)]) -> Result<()> {
    let zero = counts.iter().find(|(_, count)| *count == Some(0));
    zero.map_or(Ok(()), |(name, _)| invalid_request(format!("{name} must not be 0")))
}

/// Rejects a name longer than [`MAX_NAME_CHARS`] characters.
pub(crate) fn validate_name(name: &str) -> Result<()> {
    let is_valid = name.chars().count() <= MAX_NAME_CHARS;
    require(is_valid, format!("a name may have at most {MAX_NAME_CHARS} characters"))
}

/// Rejects an empty text for a required parameter.
pub(crate) fn require_text(name: &str, text: &str) -> Result<()> {
    require(!text.is_empty(), format!("{name} must not be empty"))
}

/// Rejects an empty password.
pub(crate) fn validate_password(password: Option<&Secret>) -> Result<()> {
    password.map_or(Ok(()), |password| require_text("Password", password.expose_secret()))
}
