//! Reading the times of ModelArts.

use jiff::Timestamp;

/// Converts milliseconds since 1970; `None` if the number is missing or out of range.
pub(super) fn parse_time(millis: Option<i64>) -> Option<Timestamp> {
    Timestamp::from_millisecond(millis?).ok()
}
