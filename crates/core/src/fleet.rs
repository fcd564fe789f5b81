//! Runs a [machine](crate::engine) for each of many instances of one account: requests are sent concurrently,
//! and instances are polled in batches.

mod action_log;
mod context;
mod job;
mod poll;
mod scheduler;
mod send_log;

pub use context::{Progress, ProgressHandler, RunContext};
pub use job::{Job, PriorRequest};
pub use send_log::{NoSendLog, SendLog};

use crate::engine::{ActionOptions, Report};
use crate::{DynLifecycle, Instance, InstanceId, Result};

/// Polls these instances once, [in batches](crate::lifecycle::Capabilities::lookup). Returns one result per
/// id, in the order of the ids; `None` for an instance that does not exist.
pub async fn poll_all(lifecycle: &dyn DynLifecycle, ids: &[InstanceId]) -> Vec<Result<Option<Instance>>> {
    poll::poll(lifecycle, ids, lifecycle.capabilities().lookup.batch_size(), false).await
}

/// Runs the jobs, all for instances of one account, until each is finished. Returns one report per job, in
/// the order of the jobs. All requests for a job have the same idempotency token.
///
/// If the future is dropped earlier, every unfinished job still gets a report, as after a cancellation. The
/// progress handler and the journal receive it.
pub async fn run_all(
    lifecycle: &dyn DynLifecycle,
    jobs: &[Job],
    options: ActionOptions,
    context: RunContext<'_>,
) -> Vec<Report> {
    let jobs: Vec<_> = jobs.iter().map(|job| job.with_token(lifecycle.capabilities())).collect();
    scheduler::Scheduler::new(lifecycle, &jobs, options, context).run().await
}
