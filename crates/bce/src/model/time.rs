//! Reading the vendor's times.

use tingji_core::UnixTime;

/// Parses an ISO 8601 time in UTC; `None` if the text is missing, empty or malformed.
pub(super) fn parse_time(text: Option<&String>) -> Option<UnixTime> {
    UnixTime::parse_rfc3339(text?)
}
