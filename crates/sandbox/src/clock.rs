//! [`SandboxClock`]: the source of the sandbox's time.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tingji_core::UnixTime;

/// Source of wall time: a function that returns the time since 1970.
///
/// ```
/// use std::time::Duration;
/// use tingji_sandbox::SandboxClock;
///
/// let frozen = SandboxClock::new(|| Duration::from_secs(1_700_000_000));
/// ```
#[derive(Clone)]
pub struct SandboxClock(Arc<dyn Fn() -> Duration + Send + Sync>);

impl SandboxClock {
    /// The clock of this machine.
    #[expect(clippy::disallowed_methods, reason = "the implementation of the system clock")]
    pub fn system() -> Self {
        Self::new(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
    }

    /// A clock that calls the function for each reading, for example a frozen or a virtual clock.
    pub fn new(since_1970: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self(Arc::new(since_1970))
    }

    /// Milliseconds since 1970.
    pub(crate) fn millis(&self) -> i64 {
        i64::try_from((self.0)().as_millis()).unwrap_or(i64::MAX)
    }
}

impl Default for SandboxClock {
    fn default() -> Self {
        Self::system()
    }
}

impl fmt::Debug for SandboxClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SandboxClock")
    }
}

/// The two clocks of one request, in milliseconds since 1970.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestTime {
    /// Clock of the signature check and of the `Date` header: wall time plus the scenario's `clock_skew_s`.
    pub(crate) wall_ms: i64,
    /// Clock of transitions and locks: wall time plus everything that tests have advanced.
    pub(crate) state_ms: i64,
}

impl RequestTime {
    /// The wall time in whole seconds.
    pub(crate) fn wall(self) -> UnixTime {
        unix_time(self.wall_ms)
    }

    /// Value of the `Date` header, from which clients learn the offset of their own clock.
    pub(crate) fn http_date(self) -> String {
        let printer = jiff::fmt::rfc2822::DateTimePrinter::new();
        let time = jiff::Timestamp::from_second(self.wall().seconds()).unwrap_or_default();
        printer.timestamp_to_rfc9110_string(&time).unwrap_or_default()
    }
}

/// Converts milliseconds since 1970 to whole seconds, rounded down.
pub(crate) fn unix_time(millis: i64) -> UnixTime {
    UnixTime::from_seconds(millis.div_euclid(1000))
}

/// Converts a duration in milliseconds to a signed number that can be added to a time without overflow.
pub(crate) fn signed_millis(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_header_uses_the_http_format() {
        let now = RequestTime { wall_ms: 784_111_777_123, state_ms: 0 };
        assert_eq!(now.http_date(), "Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
