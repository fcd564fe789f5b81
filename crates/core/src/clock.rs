//! [`Clock`]: wall time, monotonic time and sleeping. Only this module reads the machine's clock.

use std::fmt::Debug;
use std::time::Duration;

use crate::{BoxFuture, UnixTime};

/// Source of wall time, monotonic time and sleeping. Tests implement it with virtual time.
pub trait Clock: Send + Sync + Debug {
    /// Returns the wall time, for signatures. It may jump when the machine's clock is set.
    fn now(&self) -> UnixTime;

    /// Returns the monotonic time since a fixed start, for deadlines and intervals. It never goes back.
    fn monotonic(&self) -> Duration;

    /// Returns a future that completes after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}

#[cfg(feature = "http")]
impl dyn Clock {
    /// Sleeps for `duration`, unless it is zero. Then no timer is created.
    pub(crate) async fn sleep_if_nonzero(&self, duration: Duration) {
        if !duration.is_zero() {
            self.sleep(duration).await;
        }
    }
}

#[cfg(feature = "client")]
pub use system::SystemClock;

/// Returns the machine's wall time, in whole seconds.
#[expect(clippy::disallowed_methods, reason = "this is the clock")]
pub fn wall_time() -> UnixTime {
    std::time::SystemTime::now().into()
}

/// Returns the machine's clock, for a client without a configured clock.
///
/// # Errors
///
/// [`Config`](crate::ErrorKind::Config) without the feature `client`, which contains the machine's clock.
pub fn default_clock() -> crate::Result<std::sync::Arc<dyn Clock>> {
    #[cfg(feature = "client")]
    return Ok(std::sync::Arc::new(SystemClock::new()));
    #[cfg(not(feature = "client"))]
    Err(crate::Error::new(
        crate::ErrorKind::Config,
        crate::message!("no-clock", "no clock is configured; set one, or enable the feature client"),
    ))
}

#[cfg(feature = "client")]
mod system {
    use std::time::{Duration, Instant};

    use super::{Clock, wall_time};
    use crate::tokio_context::enter_runtime;
    use crate::{BoxFuture, UnixTime};

    /// The machine's clock, with tokio's timers. It uses the runtime of the caller, or a background runtime
    /// if the caller has none.
    #[derive(Clone, Copy, Debug)]
    pub struct SystemClock(Instant);

    impl SystemClock {
        /// Creates a clock whose monotonic time starts now.
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
