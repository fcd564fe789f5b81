//! A clock that stands still until everyone waits for it, and then jumps.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tingji_core::clock::Clock;
use tingji_core::{BoxFuture, UnixTime};

#[derive(Debug, Default)]
struct State {
    now: Duration,
    sleepers: Vec<(Duration, Waker)>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct VirtualClock(Arc<Mutex<State>>);

impl VirtualClock {
    /// Jumps to the next time someone waits for; false if no one waits.
    fn jump(&self) -> bool {
        let mut state = self.0.lock().unwrap();
        let Some(next) = state.sleepers.iter().map(|(due, _)| *due).min() else { return false };
        state.now = state.now.max(next);
        let now = state.now;
        let (due, later) = state.sleepers.drain(..).partition(|(due, _)| *due <= now);
        state.sleepers = later;
        drop(state);
        Vec::into_iter(due).for_each(|(_, waker): (Duration, Waker)| waker.wake());
        true
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> UnixTime {
        UnixTime::from_seconds(1_800_000_000 + i64::try_from(self.steady().as_secs()).unwrap())
    }

    fn steady(&self) -> Duration {
        self.0.lock().unwrap().now
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        let due = self.steady() + duration;
        Box::pin(poll_fn(move |context| {
            let mut state = self.0.lock().unwrap();
            if state.now >= due {
                return Poll::Ready(());
            }
            state.sleepers.push((due, context.waker().clone()));
            Poll::Pending
        }))
    }
}

/// Runs a future to its end; time passes only while it waits.
pub(crate) fn run<T>(clock: &VirtualClock, future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        assert!(clock.jump(), "it waits for something that never comes");
    }
}
