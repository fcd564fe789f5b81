//! For programs without async: [`wait`], and the [fleet]'s doings on the calling thread.
//!
//! Nothing is done twice: these are the async ones, waited for. No runtime is started for it. The
//! built-in transport and clock need one of tokio's: it is one thread for the whole process, started
//! when one of them is first used where no runtime is.
//!
//! Blocking calls work everywhere and never panic. Within an async program they hold up the thread
//! that they are called on, with all its tasks, so there the async ones are better.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

use crate::engine::{ActionOptions, Report};
use crate::fleet::{self, Job, RunContext};
use crate::lifecycle::{self, Filter};
use crate::{Instance, InstanceId, Lifecycle, Result};

/// Waits for a future on this thread.
///
/// ```
/// use tingji_core::blocking::wait;
///
/// assert_eq!(wait(async { 6 * 7 }), 42);
/// ```
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    // The runtime of this thread, if there is one, stands still while the thread waits.
    #[cfg(feature = "client")]
    let _apart = tokio::runtime::Handle::try_current()
        .ok()
        .and_then(|_| crate::tokio_context::background()?.enter().into());
    let bell = Arc::new(Bell { rung: AtomicBool::new(false), thread: std::thread::current() });
    let waker = Waker::from(Arc::clone(&bell));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        // Threads may wake up for nothing, and a future may park the thread for itself.
        while !bell.rung.swap(false, Ordering::Acquire) {
            std::thread::park();
        }
    }
}

/// Wakes a thread.
struct Bell {
    rung: AtomicBool,
    thread: Thread,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// [`fleet::run_all`], waited for.
pub fn run_all(
    lifecycle: &dyn Lifecycle,
    orders: &[Job],
    options: ActionOptions,
    around: RunContext<'_>,
) -> Vec<Report> {
    wait(fleet::run_all(lifecycle, orders, options, around))
}

/// [`fleet::poll_all`], waited for.
pub fn poll_all(lifecycle: &dyn Lifecycle, ids: &[InstanceId]) -> Vec<Result<Option<Instance>>> {
    wait(fleet::poll_all(lifecycle, ids))
}

/// [`lifecycle::list_all`], waited for.
///
/// # Errors
///
/// As there.
pub fn list_all(lifecycle: &dyn Lifecycle, filter: &Filter) -> Result<Vec<Instance>> {
    wait(lifecycle::list_all(lifecycle, filter))
}
