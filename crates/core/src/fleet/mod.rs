//! Runs a [machine](crate::engine) for each of many instances of one account at once: requests go out
//! side by side, looks are batched.

mod driver;
mod journal;
mod look;
mod run;

use std::fmt;

pub use journal::{Journal, NoJournal};
pub use run::{Order, Past};

use crate::clock::Clock;
use crate::engine::{Report, StopOptions};
use crate::{BoxFuture, Instance, InstanceId, Lifecycle, Result};

/// What an onlooker is told.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// A request is being sent.
    Sending,
    /// A look showed it.
    Seen(&'a Instance),
    /// It is over.
    Done(&'a Report),
}

/// Told of every step: the position of the instance in the list given, and what happened.
pub type Onlooker<'a> = dyn Fn(usize, Progress<'_>) + Send + Sync + 'a;

/// What surrounds the doing.
pub struct Around<'a> {
    /// For deadlines and pauses.
    pub clock: &'a dyn Clock,
    /// Told of every step.
    pub onlooker: &'a Onlooker<'a>,
    /// Written before anything is sent.
    pub journal: &'a dyn Journal,
    /// When it completes, all ends early with a truthful report on what was sent.
    pub cancel: BoxFuture<'a, ()>,
}

impl<'a> Around<'a> {
    /// With this clock; nobody looks on, nothing is written, nobody cancels.
    pub fn new(clock: &'a dyn Clock) -> Self {
        Self { clock, onlooker: &|_, _| {}, journal: &NoJournal, cancel: Box::pin(std::future::pending()) }
    }
}

impl fmt::Debug for Around<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Around").field("clock", &self.clock).finish_non_exhaustive()
    }
}

/// Looks at these instances, [in batches](crate::lifecycle::Capabilities::batch); one result for each,
/// in order.
pub async fn look_at(lifecycle: &dyn Lifecycle, ids: &[InstanceId]) -> Vec<Result<Option<Instance>>> {
    look::look(lifecycle, ids, lifecycle.capabilities().batch.max(1), false).await
}

/// Does what the orders say with instances of one account, and reports on each in the order given.
///
/// If the future is dropped before it is done, the onlooker and the journal still get a truthful
/// report on each instance, as after a cancellation.
pub async fn run_all(
    lifecycle: &dyn Lifecycle,
    orders: &[Order],
    options: StopOptions,
    around: Around<'_>,
) -> Vec<Report> {
    driver::Fleet::new(lifecycle, orders, options, around).run().await
}
