//! [`Clock`]: the one place that is asked for the time.

use std::fmt::Debug;
use std::time::Duration;

use crate::{BoxFuture, UnixTime};

/// Wall time for signatures, a steady time for deadlines, and waiting.
pub trait Clock: Send + Sync + Debug {
    /// The wall time, for signatures.
    fn now(&self) -> UnixTime;

    /// A time that never goes back, from some fixed start, for deadlines and intervals.
    fn steady(&self) -> Duration;

    /// Completes after this long.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}

#[cfg(feature = "wire")]
impl dyn Clock {
    /// The same, but for nothing at all.
    pub(crate) async fn sleep_some(&self, duration: Duration) {
        if !duration.is_zero() {
            self.sleep(duration).await;
        }
    }
}

#[cfg(feature = "client")]
pub use system::SystemClock;

#[cfg(feature = "client")]
mod system {
    use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

    use super::Clock;
    use crate::{BoxFuture, UnixTime};

    /// The machine's clock, with `tokio` for waiting.
    #[derive(Clone, Copy, Debug)]
    pub struct SystemClock(Instant);

    impl SystemClock {
        /// A clock whose steady time starts now.
        #[expect(clippy::disallowed_methods, reason = "this is the clock")]
        pub fn new() -> Self {
            Self(Instant::now())
        }
    }

    impl Default for SystemClock {
        fn default() -> Self {
            Self::new()
        }
    }

    impl Clock for SystemClock {
        #[expect(clippy::disallowed_methods, reason = "this is the clock")]
        fn now(&self) -> UnixTime {
            let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
            UnixTime::from_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
        }

        fn steady(&self) -> Duration {
            self.0.elapsed()
        }

        fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
            Box::pin(tokio::time::sleep(duration))
        }
    }
}
