//! Reading the vendor's times.

use tingji_core::UnixTime;

/// Parses an RFC 3339 time; `None` if the text is missing, empty or malformed.
pub(super) fn parse_time(text: Option<&str>) -> Option<UnixTime> {
    UnixTime::parse_rfc3339(text?)
}
