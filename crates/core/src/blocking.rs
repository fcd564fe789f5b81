//! Functions for programs without async: [`wait`] runs any future on the calling thread, and the other
//! functions call it for the functions of [`fleet`] and [`lifecycle`] with the same names.
//!
//! Every provider crate has a module `blocking` with a client of this kind. The built-in HTTP client and the
//! system clock need a tokio runtime. Where there is none, they share one background thread per process,
//! which starts on first use.
//!
//! Blocking calls work on every thread and never panic. Inside an async program they block the calling thread
//! with all of its tasks, so such a program should call the async functions.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

use crate::action_builder::{ActionBuilder, ActionError, ActionOutput, ActionRequest};
use crate::engine::{ActionOptions, Report};
use crate::fleet::{self, Job, RunContext};
use crate::instances::{InstanceQuery, InstanceStream};
use crate::lifecycle::{self, Filter};
use crate::{DynLifecycle, Instance, InstanceId, Result};

/// Runs a future on the calling thread and returns its output. Blocks until the future is ready.
///
/// ```
/// use tingji_core::blocking::wait;
///
/// assert_eq!(wait(async { 6 * 7 }), 42);
/// ```
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    // A runtime of the calling thread makes no progress while the thread waits, so its timers and sockets
    // would never become ready. The background runtime takes its place.
    #[cfg(feature = "client")]
    let _guard = match tokio::runtime::Handle::try_current() {
        Ok(_) => crate::tokio_context::background().map(tokio::runtime::Handle::enter),
        Err(_) => None,
    };
    let thread_waker =
        Arc::new(ThreadWaker { is_woken: AtomicBool::new(false), thread: std::thread::current() });
    let waker = Waker::from(Arc::clone(&thread_waker));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        // `park` may return without a reason, and the future itself may have consumed the thread's token.
        while !thread_waker.is_woken.swap(false, Ordering::Acquire) {
            std::thread::park();
        }
    }
}

/// Wakes the thread that waits for a future.
struct ThreadWaker {
    is_woken: AtomicBool,
    thread: Thread,
}

impl Wake for ThreadWaker {
    fn wake(self: Arc<Self>) {
        self.is_woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Runs jobs on many instances and returns a report for each. Blocking version of [`fleet::run_all`].
pub fn run_all(
    lifecycle: &dyn DynLifecycle,
    jobs: &[Job],
    options: ActionOptions,
    context: RunContext<'_>,
) -> Vec<Report> {
    wait(fleet::run_all(lifecycle, jobs, options, context))
}

/// Observes instances; the results have the order of the ids. Blocking version of [`fleet::poll_all`].
pub fn poll_all(lifecycle: &dyn DynLifecycle, ids: &[InstanceId]) -> Vec<Result<Option<Instance>>> {
    wait(fleet::poll_all(lifecycle, ids))
}

/// Lists all instances that match the filter. Blocking version of [`lifecycle::list_all`].
///
/// # Errors
///
/// The errors of [`lifecycle::list_all`].
pub fn list_all(lifecycle: &dyn DynLifecycle, filter: &Filter) -> Result<Vec<Instance>> {
    wait(lifecycle::list_all(lifecycle, filter))
}

impl<R: ActionRequest, O: ActionOutput> ActionBuilder<R, O> {
    /// Runs the action, and blocks the thread until its output is known.
    ///
    /// # Errors
    ///
    /// The errors of the awaited builder.
    pub fn wait(self) -> Result<O, ActionError> {
        wait(self.into_future())
    }
}

impl InstanceQuery {
    /// Reads all pages. Blocking version of [`collect`](Self::collect).
    ///
    /// # Errors
    ///
    /// The errors of [`collect`](Self::collect).
    pub fn wait(self) -> Result<Vec<Instance>> {
        wait(self.collect())
    }

    /// Returns the instances as an iterator. Blocking version of [`stream`](Self::stream).
    pub fn iter(self) -> InstanceIter {
        InstanceIter(self.stream())
    }
}

/// Iterator over instances, which blocks the thread while it reads a page.
#[derive(Debug)]
#[must_use = "an iterator sends nothing before its first item"]
pub struct InstanceIter(InstanceStream);

impl Iterator for InstanceIter {
    type Item = Result<Instance>;

    fn next(&mut self) -> Option<Result<Instance>> {
        wait(self.0.next())
    }
}
