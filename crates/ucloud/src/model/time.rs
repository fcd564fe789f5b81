//! Conversion of times.

use tingji_core::UnixTime;

/// Converts seconds since 1970 to a time. 0 means "never" and becomes `None`.
pub(super) fn unix_time(seconds: Option<i64>) -> Option<UnixTime> {
    seconds.filter(|seconds| *seconds > 0).map(UnixTime::from_seconds)
}
