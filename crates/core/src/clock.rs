//! [`Clock`]: the one place that is asked for the time.

use std::fmt::Debug;
use std::time::Duration;

use crate::{BoxFuture, UnixTime};

/// Wall time for signatures, a steady time for deadlines, and waiting.
pub trait Clock: Send + Sync + Debug {
    /// The wall time, for signatures.
    fn now(&self) -> UnixTime;

    /// A time that never goes back, from some fixed start, for deadlines and intervals.
    fn monotonic(&self) -> Duration;

    /// Completes after this long.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}

#[cfg(feature = "http")]
impl dyn Clock {
    /// The same, but for nothing at all.
    pub(crate) async fn sleep_if_nonzero(&self, duration: Duration) {
        if !duration.is_zero() {
            self.sleep(duration).await;
        }
    }
}

#[cfg(feature = "client")]
pub use system::SystemClock;

/// The machine's wall time.
#[expect(clippy::disallowed_methods, reason = "this is the clock")]
pub fn wall_time() -> UnixTime {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seconds = since.map_or(0, |since| since.as_secs());
    UnixTime::from_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
}

/// The machine's clock, where it is built in.
///
/// # Errors
///
/// [`Config`](crate::ErrorKind::Config) where it is not: without the feature `client` a clock must be given.
pub fn default_clock() -> crate::Result<std::sync::Arc<dyn Clock>> {
    #[cfg(feature = "client")]
    return Ok(std::sync::Arc::new(SystemClock::new()));
    #[cfg(not(feature = "client"))]
    Err(crate::Error::new(crate::ErrorKind::Config, "no clock is given and none is built in"))
}

#[cfg(feature = "client")]
mod system {
    use std::time::{Duration, Instant};

    use super::{Clock, wall_time};
    use crate::tokio_context::enter_runtime;
    use crate::{BoxFuture, UnixTime};

    /// The machine's clock, with tokio's timers for waiting: those of the runtime it is waited in, else
    /// those of one in the background.
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
        fn now(&self) -> UnixTime {
            wall_time()
        }

        fn monotonic(&self) -> Duration {
            self.0.elapsed()
        }

        fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
            Box::pin(async move {
                let slept = enter_runtime(async move {
                    tokio::time::sleep(duration).await;
                    Ok(())
                });
                if slept.await.is_err() {
                    std::thread::sleep(duration);
                }
            })
        }
    }
}
