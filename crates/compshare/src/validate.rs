//! Checks of parameters before anything is sent.

use tingji_core::{Error, ErrorKind, InstanceId, Result};

/// So many characters a name has at most.
const MAX_NAME_CHARS: usize = 63;

/// Refuses a request that lacks something, before anything is sent.
pub(crate) fn require(holds: bool, message: impl FnOnce() -> String) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::new(ErrorKind::InvalidRequest, message())) }
}

/// Refuses ids that can't be any: an empty one might mean all.
pub(crate) fn validate_ids(ids: &[String]) -> Result<()> {
    ids.iter().try_for_each(|id| InstanceId::new(id, None).map(|_| ()))
}

/// Refuses a number of MB that is none.
pub(crate) fn validate_memory(memory: u32) -> Result<()> {
    let fits = memory > 0 && memory.is_multiple_of(1024);
    require(fits, || format!("Memory is in MB, a multiple of 1024, and {memory} is none"))
}

/// Refuses numbers that are set and 0.
pub(crate) fn validate_counts(counts: &[(&str, Option<u32>)]) -> Result<()> {
    let zero = counts.iter().find(|(_, count)| *count == Some(0));
    zero.map_or(Ok(()), |(name, _)| require(false, || format!("{name} is 0")))
}

/// Refuses a name of more characters than the vendor takes.
pub(crate) fn validate_name(name: &str) -> Result<()> {
    require(name.chars().count() <= MAX_NAME_CHARS, || {
        format!("a name has at most {MAX_NAME_CHARS} characters")
    })
}

/// Refuses an empty text where something must be said.
pub(crate) fn require_text(name: &str, text: &str) -> Result<()> {
    require(!text.is_empty(), || format!("{name} is empty"))
}
