//! Times and page tokens.

use crate::clock::unix_time;

/// Formats a time like ECS: China Standard Time with its offset.
pub(super) fn format_time(millis: i64) -> String {
    unix_time(millis).plus(8 * 3600).iso_extended().replace('Z', "+08:00")
}

/// Encodes an offset as a page token that clients cannot mistake for an offset.
pub(super) fn encode_page_token(offset: usize) -> String {
    format!("sandbox{offset:08x}")
}

/// Decodes a page token; `None` if the sandbox did not create it.
pub(super) fn decode_page_token(token: &str) -> Option<usize> {
    usize::from_str_radix(token.strip_prefix("sandbox")?, 16).ok()
}
