//! Checks of parameters before anything is sent.

use tingji_core::{Error, ErrorKind, InstanceId, Result};

/// Longest instance name that the vendor accepts, in characters.
const MAX_NAME_CHARS: usize = 63;

/// Returns an [`InvalidRequest`](ErrorKind::InvalidRequest) error with this message if the condition does
/// not hold.
pub(crate) fn require(holds: bool, message: impl FnOnce() -> String) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::new(ErrorKind::InvalidRequest, message())) }
}

/// Rejects malformed ids. An empty id is rejected because the vendor might read it as "all instances".
pub(crate) fn validate_ids(ids: &[String]) -> Result<()> {
    ids.iter().try_for_each(|id| InstanceId::new(id, None).map(|_| ()))
}

/// Rejects a memory size in MB that is 0 or not a multiple of 1024.
pub(crate) fn validate_memory(memory: u32) -> Result<()> {
    let is_valid = memory > 0 && memory.is_multiple_of(1024);
    require(is_valid, || format!("Memory must be a multiple of 1024 MB, not {memory}"))
}

/// Rejects numbers that are set to 0.
pub(crate) fn validate_counts(counts: &[(&str, Option<u32>)]) -> Result<()> {
    let zero = counts.iter().find(|(_, count)| *count == Some(0));
    zero.map_or(Ok(()), |(name, _)| require(false, || format!("{name} must not be 0")))
}

/// Rejects a name longer than [`MAX_NAME_CHARS`] characters.
pub(crate) fn validate_name(name: &str) -> Result<()> {
    require(name.chars().count() <= MAX_NAME_CHARS, || {
        format!("a name may have at most {MAX_NAME_CHARS} characters")
    })
}

/// Rejects an empty text for a required parameter.
pub(crate) fn require_text(name: &str, text: &str) -> Result<()> {
    require(!text.is_empty(), || format!("{name} must not be empty"))
}
