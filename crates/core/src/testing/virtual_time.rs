//! [`VirtualClock`]: a clock that advances only when every task waits for it.

use std::collections::BTreeMap;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::clock::Clock;
use crate::{BoxFuture, UnixTime};

/// Start of virtual time in seconds since 1970: 2027-01-15, 08:00 UTC.
const START_SECS: i64 = 1_800_000_000;

/// Clock that stands still while any task can proceed. When all tasks of [`run`] wait, the clock jumps to the
/// next time that a task waits for. A test of 15 minutes of polls takes only as long as its computations.
///
/// ```
/// use std::time::Duration;
/// use tingji_core::clock::Clock;
/// use tingji_core::testing::{VirtualClock, run};
///
/// let clock = VirtualClock::default();
/// run(&clock, clock.sleep(Duration::from_secs(900)));
/// assert_eq!(clock.monotonic(), Duration::from_secs(900));
/// ```
#[derive(Clone, Debug, Default)]
pub struct VirtualClock(Arc<Mutex<VirtualTime>>);

#[derive(Debug, Default)]
struct VirtualTime {
    now: Duration,
    /// Wakers of the sleeping tasks, by due time and then by number.
    sleepers: BTreeMap<(Duration, u64), Waker>,
    /// Number of the last sleep.
    last_number: u64,
}

impl VirtualClock {
    /// Returns the time since 1970-01-01 UTC, to the nanosecond.
    pub fn since_1970(&self) -> Duration {
        Duration::from_secs(START_SECS.unsigned_abs()) + self.monotonic()
    }

    fn state(&self) -> MutexGuard<'_, VirtualTime> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Advances to the next time that a task waits for. Returns false if no task waits.
    fn advance(&self) -> bool {
        let mut state = self.state();
        let Some(((due, _), waker)) = state.sleepers.pop_first() else { return false };
        state.now = state.now.max(due);
        drop(state);
        waker.wake();
        true
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> UnixTime {
        UnixTime::from_seconds(i64::try_from(self.since_1970().as_secs()).unwrap_or(i64::MAX))
    }

    fn monotonic(&self) -> Duration {
        self.state().now
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        let mut state = self.state();
        state.last_number += 1;
        let key = (state.now.saturating_add(duration), state.last_number);
        drop(state);
        Box::pin(Sleep { clock: self, key })
    }
}

/// Future that completes at its due time. Dropping it removes its waker.
struct Sleep<'a> {
    clock: &'a VirtualClock,
    key: (Duration, u64),
}

impl Future for Sleep<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.clock.state();
        if state.now >= self.key.0 {
            return Poll::Ready(());
        }
        state.sleepers.insert(self.key, context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep<'_> {
    fn drop(&mut self) {
        self.clock.state().sleepers.remove(&self.key);
    }
}

/// Runs a future to completion. Time advances only while the future waits.
///
/// # Panics
///
/// If the future waits for anything but the clock.
pub fn run<T>(clock: &VirtualClock, future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        assert!(clock.advance(), "the future waits for something other than the clock");
    }
}
