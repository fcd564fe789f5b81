//! [`Clock`]: where the sandbox asks for the time.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tingji_core::UnixTime;

/// A source of wall time: a function that returns the time since 1970.
///
/// ```
/// use std::time::Duration;
/// use tingji_sandbox::Clock;
///
/// let stopped = Clock::new(|| Duration::from_secs(1_700_000_000));
/// ```
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Duration + Send + Sync>);

impl Clock {
    /// The machine's clock.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn system() -> Self {
        Self::new(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
    }

    /// Another source.
    pub fn new(since_1970: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self(Arc::new(since_1970))
    }

    pub(crate) fn millis(&self) -> i64 {
        i64::try_from((self.0)().as_millis()).unwrap_or(i64::MAX)
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// The two times of one request, in milliseconds since 1970.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Now {
    /// What signatures are judged by: wall time, off by the scenario's skew.
    pub(crate) wall: i64,
    /// What transitions and locks go by: wall time and all that tests have advanced.
    pub(crate) world: i64,
}

impl Now {
    pub(crate) fn wall(self) -> UnixTime {
        UnixTime::from_seconds(self.wall.div_euclid(1000))
    }

    /// The `Date` header, from which clients learn how far their own clock is off.
    pub(crate) fn http_date(self) -> String {
        let printer = jiff::fmt::rfc2822::DateTimePrinter::new();
        let time = jiff::Timestamp::from_second(self.wall().seconds()).unwrap_or_default();
        printer.timestamp_to_rfc9110_string(&time).unwrap_or_default()
    }
}

/// The second of a millisecond.
pub(crate) fn second(millis: i64) -> UnixTime {
    UnixTime::from_seconds(millis.div_euclid(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_header_has_the_form_of_http() {
        let now = Now { wall: 784_111_777_123, world: 0 };
        assert_eq!(now.http_date(), "Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
