//! Errors of CompShare's responses: what the code table adds to them.

use tingji_core::error_codes::ErrorCodeEntry;
use tingji_core::{Error, ErrorKind};

use crate::codes::{BUSY_CODE, CODES};

/// Finds the table entry of an error response. A code name in the message takes precedence over the number.
fn find_entry(ret_code: &str, message: &str) -> Option<&'static ErrorCodeEntry> {
    let text: String = message.chars().filter(|c| !matches!(c, ' ' | '_')).collect();
    let busy = text.to_ascii_lowercase().contains(&BUSY_CODE.to_ascii_lowercase());
    CODES.find(if busy { BUSY_CODE } else { ret_code })
}

/// Adds kind, advice and retry time of the code table to a response error. Errors without a known code stay
/// unchanged.
pub(crate) fn with_code_entry(error: Error) -> Error {
    let Some(code) = error.code() else { return error };
    let Some(entry) = find_entry(code, error.message()) else { return error };
    Error::new(entry.kind, error.message())
        .with_code(code)
        .with_retry_after(error.retry_after())
        .with_entry(Some(entry))
}

/// Returns true if the server rejects a request because it names no region. Code 220 means a missing
/// parameter, and the message names it; a message without a name counts as region unless it mentions a
/// project.
pub(crate) fn is_missing_region(error: &Error) -> bool {
    let message = error.message().to_ascii_lowercase();
    let unnamed = error.code() == Some("220") && !message.contains("project");
    let told = error.code().is_some() && message.contains("region");
    error.kind() == ErrorKind::InvalidRequest && (unnamed || told)
}
