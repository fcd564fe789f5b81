//! Reading the vendor's times.

use jiff::Timestamp;

/// Parses an ISO 8601 time in UTC; `None` if the text is missing, empty or malformed.
pub(super) fn parse_time(text: Option<&String>) -> Option<Timestamp> {
    text?.parse().ok()
}
