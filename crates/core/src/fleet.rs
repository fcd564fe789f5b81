//! Runs a [machine](crate::engine) for each of many instances of one account at once: requests go out
//! side by side, looks are batched.

mod driver;
mod job;
mod look;
mod send_log;

use std::fmt;

pub use job::{Job, PriorRequest};
pub use send_log::{NoSendLog, SendLog};

use crate::clock::Clock;
use crate::engine::{ActionOptions, Report};
use crate::{BoxFuture, Instance, InstanceId, Lifecycle, Result};

/// What an onlooker is told.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// A request is being sent.
    Sending,
    /// A look showed it.
    Observed(&'a Instance),
    /// It is over.
    Finished(&'a Report),
}

/// Told of every step: the position of the instance in the list given, and what happened.
pub type ProgressHandler<'a> = dyn Fn(usize, Progress<'_>) + Send + Sync + 'a;

/// What surrounds the doing.
pub struct RunContext<'a> {
    /// For deadlines and pauses.
    pub clock: &'a dyn Clock,
    /// Told of every step.
    pub progress: &'a ProgressHandler<'a>,
    /// Written before anything is sent.
    pub journal: &'a dyn SendLog,
    /// When it completes, all ends early with a truthful report on what was sent.
    pub cancel: BoxFuture<'a, ()>,
}

impl<'a> RunContext<'a> {
    /// With this clock; nobody looks on, nothing is written, nobody cancels.
    pub fn new(clock: &'a dyn Clock) -> Self {
        Self { clock, progress: &|_, _| {}, journal: &NoSendLog, cancel: Box::pin(std::future::pending()) }
    }
}

impl fmt::Debug for RunContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Around").field("clock", &self.clock).finish_non_exhaustive()
    }
}

/// Looks at these instances, [in batches](crate::lifecycle::Capabilities::batch); one result for each,
/// in order.
pub async fn poll_all(lifecycle: &dyn Lifecycle, ids: &[InstanceId]) -> Vec<Result<Option<Instance>>> {
    look::look(lifecycle, ids, lifecycle.capabilities().batch.max(1), false).await
}

/// Does what the orders say with instances of one account, and reports on each in the order given.
///
/// If the future is dropped before it is done, the onlooker and the journal still get a truthful
/// report on each instance, as after a cancellation.
pub async fn run_all(
    lifecycle: &dyn Lifecycle,
    orders: &[Job],
    options: ActionOptions,
    around: RunContext<'_>,
) -> Vec<Report> {
    driver::Fleet::new(lifecycle, orders, options, around).run().await
}
