//! [`RunContext`]: the dependencies of a run.

use std::fmt;

use super::send_log::{NoSendLog, SendLog};
use crate::clock::Clock;
use crate::engine::Report;
use crate::{BoxFuture, Instance};

/// Progress of one job, for a [`ProgressHandler`].
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// The request is being sent.
    Sending,
    /// A poll returned the instance.
    Observed(&'a Instance),
    /// The job is finished.
    Finished(&'a Report),
}

/// Function that receives the progress of every job: the position of the job in the list, and the event.
///
/// The scheduler calls the function and waits for it, so it must return quickly.
pub type ProgressHandler<'a> = dyn Fn(usize, Progress<'_>) + Send + Sync + 'a;

/// Dependencies of a run: clock, progress handler, journal and cancellation.
pub struct RunContext<'a> {
    /// Clock for deadlines and pauses.
    pub clock: &'a dyn Clock,
    /// Handler of the progress of every job. Default: ignores it.
    pub progress: &'a ProgressHandler<'a>,
    /// Record of requests, written before they are sent. Default: none.
    pub journal: &'a dyn SendLog,
    /// Future that cancels the run when it completes. Every unfinished job then gets a report that says
    /// whether a request was sent. Default: never completes.
    pub cancel: BoxFuture<'a, ()>,
}

impl<'a> RunContext<'a> {
    /// Creates a context with this clock and the defaults.
    pub fn new(clock: &'a dyn Clock) -> Self {
        Self { clock, progress: &|_, _| {}, journal: &NoSendLog, cancel: Box::pin(std::future::pending()) }
    }
}

impl fmt::Debug for RunContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RunContext").field("clock", &self.clock).finish_non_exhaustive()
    }
}
