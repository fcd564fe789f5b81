//! Reading the vendor's times.

/// Parses an RFC 3339 time; `None` if the text is missing, empty or malformed.
pub(super) fn parse_time(text: Option<&str>) -> Option<jiff::Timestamp> {
    text?.parse().ok()
}
