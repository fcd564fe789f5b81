//! [`Run`]: actions on many targets, with the options of this run.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Shared, join_all, pending};
use tingji_core::clock::Clock;
use tingji_core::engine::{ActionOptions, Report};
use tingji_core::fleet::{self, NoSendLog, RunContext, SendLog};
use tingji_core::lifecycle::{Action, ShutdownMode, StoppedBilling};
use tingji_core::{BoxFuture, Error, ErrorKind, Result, message};

use super::clients::Clients;
use super::group::{Group, GroupJournal, groups};
use super::job::FleetJob;
use super::progress::{ProgressCallback, ProgressEvent};
use super::reports::Reports;

/// Run of jobs, which starts when it is awaited. Its output is [`Reports`].
///
/// Dropping the future sends no further request. A request that was sent stays sent: run the same jobs again, and
/// each instance is observed before anything is sent.
#[must_use = "a run sends nothing until it is awaited"]
pub struct Run {
    clients: Arc<Clients>,
    jobs: Vec<FleetJob>,
    settings: Settings,
    cancel: BoxFuture<'static, ()>,
    /// Option that does not apply to all jobs.
    misuse: Option<Error>,
}

/// Settings that all groups of a run share.
struct Settings {
    options: ActionOptions,
    on_progress: Box<ProgressCallback>,
    journal: Arc<dyn SendLog>,
}

impl Run {
    /// Creates a run without callback, journal and cancellation.
    pub(super) fn new(clients: Arc<Clients>, jobs: Vec<FleetJob>, options: ActionOptions) -> Self {
        let settings = Settings { options, on_progress: Box::new(|_| {}), journal: Arc::new(NoSendLog) };
        Self { clients, jobs, settings, cancel: Box::pin(pending()), misuse: None }
    }

    /// Sets deadline, poll intervals and wait mode of this run. Default: the options of the fleet.
    pub fn options(mut self, options: ActionOptions) -> Self {
        self.settings.options = options;
        self
    }

    /// Sets the time from the start of the run to its end, confirmed or not. Default: that of the options.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.options = self.settings.options.deadline(deadline);
        self
    }

    /// Requires that compute is not charged after the stops. A product that cannot do this refuses its stops. A run
    /// with other actions than stops sends nothing and ends with an error.
    pub fn no_charge(mut self) -> Self {
        for job in &mut self.jobs {
            match &mut job.action {
                Action::Stop(request) => request.charging = StoppedBilling::NoCharge,
                _ => self.misuse = Some(not_a_stop("no_charge")),
            }
        }
        self
    }

    /// Powers off without a clean shutdown; unsaved data is lost. A run with other actions than stops sends nothing
    /// and ends with an error.
    pub fn force(mut self) -> Self {
        for job in &mut self.jobs {
            match &mut job.action {
                Action::Stop(request) => request.force = ShutdownMode::PowerOff,
                _ => self.misuse = Some(not_a_stop("force")),
            }
        }
        self
    }

    /// Sets the callback for the progress of the jobs. The run waits for it, so it must return quickly. Default: none.
    pub fn on_progress(mut self, callback: impl Fn(ProgressEvent<'_>) + Send + Sync + 'static) -> Self {
        self.settings.on_progress = Box::new(callback);
        self
    }

    /// Sets the future that cancels this run when it completes. Each unfinished job then ends with a report on what
    /// was sent. Other runs of the fleet continue.
    pub fn cancel_on(mut self, cancel: impl Future<Output = ()> + Send + 'static) -> Self {
        self.cancel = Box::pin(cancel);
        self
    }

    /// Sets the journal, which is written before each request. Its positions are those of the jobs in this run.
    /// Default: no journal.
    pub fn journal(mut self, journal: Arc<dyn SendLog>) -> Self {
        self.settings.journal = journal;
        self
    }

    /// Runs the jobs. An error before anything is sent is part of the reports.
    async fn execute(self) -> Reports {
        let Self { clients, jobs, settings, cancel, misuse } = self;
        if let Some(misuse) = misuse {
            return Reports::not_started(&jobs, misuse);
        }
        match prepare(&clients, &jobs) {
            Ok((groups, clock)) => {
                let reports = run_groups(&jobs, &groups, &settings, clock.as_ref(), cancel.shared()).await;
                Reports::new(&jobs, reports)
            }
            Err(error) => Reports::not_started(&jobs, error),
        }
    }
}

/// Finds the client of each job, and the clock.
fn prepare(clients: &Clients, jobs: &[FleetJob]) -> Result<(Vec<Group>, Arc<dyn Clock>)> {
    Ok((groups(clients, jobs)?, clients.clock()?))
}

/// Runs all groups in parallel. Returns a report for each job.
async fn run_groups(
    jobs: &[FleetJob],
    groups: &[Group],
    settings: &Settings,
    clock: &dyn Clock,
    cancel: Shared<BoxFuture<'static, ()>>,
) -> Vec<Option<Report>> {
    let mut runs: Vec<BoxFuture<'_, Vec<Report>>> = Vec::with_capacity(groups.len());
    for group in groups {
        runs.push(Box::pin(run_group(jobs, group, settings, clock, cancel.clone())));
    }
    let mut reports: Vec<Option<Report>> = vec![None; jobs.len()];
    for (group, group_reports) in groups.iter().zip(join_all(runs).await) {
        group.spread(group_reports, &mut reports);
    }
    reports
}

/// Runs the jobs of one client. Returns their reports in the order of the group.
async fn run_group(
    jobs: &[FleetJob],
    group: &Group,
    settings: &Settings,
    clock: &dyn Clock,
    cancel: Shared<BoxFuture<'static, ()>>,
) -> Vec<Report> {
    let journal = GroupJournal { journal: settings.journal.as_ref(), positions: &group.positions };
    let context = RunContext {
        clock,
        progress: &|index, progress| group.report_progress(index, progress, jobs, &settings.on_progress),
        journal: &journal,
        cancel: Box::pin(cancel),
    };
    fleet::run_all(group.lifecycle(), &group.jobs, settings.options, context).await
}

/// Builds the error for an option of stops in a run with other actions.
fn not_a_stop(option: &str) -> Error {
    let message =
        message!("only-for-stops", "{option} applies to stops, but a job has another action", option);
    Error::new(ErrorKind::Config, message)
}

impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Run");
        debug.field("jobs", &self.jobs).field("options", &self.settings.options).finish_non_exhaustive()
    }
}

impl IntoFuture for Run {
    type Output = Reports;
    type IntoFuture = BoxFuture<'static, Reports>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.execute())
    }
}
