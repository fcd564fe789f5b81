//! A clock that stands still until everyone waits for it, and then jumps.

use std::collections::BTreeMap;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::clock::Clock;
use crate::{BoxFuture, UnixTime};

/// When virtual time begins: 2027-01-15, 08:00 UTC.
const START: i64 = 1_800_000_000;

/// A clock that stands still while anything can be done, and jumps to the next time that someone waits
/// for when [`run`] finds that all wait. Fifteen minutes of looks take no longer than their work.
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
pub struct VirtualClock(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    now: Duration,
    /// Who waits, by when they are due and in the order they came.
    sleepers: BTreeMap<(Duration, u64), Waker>,
    came: u64,
}

impl VirtualClock {
    /// The time since 1970, to the nanosecond.
    pub fn since_1970(&self) -> Duration {
        Duration::from_secs(START.unsigned_abs()) + self.monotonic()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Jumps to the next time someone waits for; false if no one waits.
    fn jump(&self) -> bool {
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
        state.came += 1;
        let key = (state.now.saturating_add(duration), state.came);
        drop(state);
        Box::pin(Sleep { clock: self, key })
    }
}

/// Until it is due. Dropped, no one waits any more.
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

/// Runs a future to its end; time passes only while it waits.
///
/// # Panics
///
/// If it waits for something that never comes.
pub fn run<T>(clock: &VirtualClock, future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        assert!(clock.jump(), "it waits for something that never comes");
    }
}
