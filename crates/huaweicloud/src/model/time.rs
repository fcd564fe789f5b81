//! Reading the times of ModelArts.

use tingji_core::UnixTime;

/// Converts milliseconds since 1970; `None` if the number is missing or out of range.
pub(super) fn parse_time(millis: Option<i64>) -> Option<UnixTime> {
    let seconds = millis?.div_euclid(1000);
    Some(UnixTime::from_seconds(seconds)).filter(|time| time.seconds() == seconds)
}
