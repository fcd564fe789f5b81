//! Errors of CompShare's responses: what the code table adds to them.

use tingji_core::codes::CodeEntry;
use tingji_core::{Error, ErrorKind};

use crate::codes::{BUSY_CODE, CODES};

/// What the table says of an answer. A name in the message is closer than a number.
fn find_entry(ret_code: &str, message: &str) -> Option<&'static CodeEntry> {
    let text: String = message.chars().filter(|c| !matches!(c, ' ' | '_')).collect();
    let busy = text.to_ascii_lowercase().contains(&BUSY_CODE.to_ascii_lowercase());
    CODES.find(if busy { BUSY_CODE } else { ret_code })
}

/// The error of an answer with what the table knows of it; other errors stay as they are.
pub(crate) fn with_code_entry(error: Error) -> Error {
    let Some(code) = error.code() else { return error };
    let Some(entry) = find_entry(code, error.message()) else { return error };
    Error::new(entry.kind, error.message())
        .with_code(code)
        .with_retry_after(error.retry_after())
        .with_entry(Some(entry))
}

/// Whether a server says that it wants a region, where the request named none. 220 says that
/// something is missing, and the message what; only a project is left out as often as a region.
pub(crate) fn is_missing_region(error: &Error) -> bool {
    let message = error.message().to_ascii_lowercase();
    let unnamed = error.code() == Some("220") && !message.contains("project");
    let told = error.code().is_some() && message.contains("region");
    error.kind() == ErrorKind::InvalidRequest && (unnamed || told)
}
