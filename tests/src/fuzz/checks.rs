//! Checks that every result of a client must pass.

use std::collections::BTreeSet;
use std::fmt::Debug;

use tingji_core::Result;

use crate::fake_server::{SECRET, TOKEN};

/// Maximum number of characters in the text of an error, and in a request id.
pub(super) const MAX_TEXT_CHARS: usize = 2500;
/// Longest `Retry-After` of an error.
const MAX_RETRY_AFTER_SECS: u64 = 3600;

/// Names of the operations that a target sent.
pub type OperationNames = BTreeSet<&'static str>;

/// Asserts that an error is short, without control characters and secrets, and with a limited `Retry-After`.
pub(super) fn assert_safe_error<T: Debug>(what: &str, result: &Result<T>) {
    let Err(error) = result else { return };
    let text = error.to_string();
    let length = text.chars().count();
    assert!(length < MAX_TEXT_CHARS, "{what}: {length} characters");
    assert!(!text.contains(char::is_control), "{what}: {text:?}");
    assert!(!text.contains(SECRET) && !text.contains(TOKEN), "{what}: {text}");
    let is_limited = error.retry_after().is_none_or(|wait| wait.as_secs() <= MAX_RETRY_AFTER_SECS);
    assert!(is_limited, "{what}: {error:?}");
}
