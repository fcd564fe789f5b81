//! The run of orders: progress, journal, cancellation, outcomes and exit code.

use std::collections::BTreeSet;
use std::sync::Arc;

use tingji::core::api::Timeouts;
use tingji::core::engine::{ActionOptions, OnLocked, Report, overall_exit_code};
use tingji::core::fleet::SendLog;
use tingji::{Environment, Fleet, FleetJob};

use crate::args::{self, Output, PollArgs};
use crate::billing_notice::BillingNotice;
use crate::cancel::{cancelled, is_cancelled};
use crate::error::CliError;
use crate::last_observed::LastObserved;
use crate::output::{self, Events, TargetResult};
use crate::progress::ProgressReporter;
use crate::stop_journal::StopJournal;
use crate::verb::Verb;

/// Combines the exit code of a run with that of the listing that selected its targets.
pub(crate) fn with_listing(code: u8, listed: u8, nothing_done: bool) -> u8 {
    match (code, listed) {
        (code, 0) => code,
        (0, listed) if nothing_done => listed,
        (code, listed) => overall_exit_code([code, listed]),
    }
}

/// Converts the arguments to the options of the engine.
pub(crate) fn poll_options(poll: PollArgs) -> ActionOptions {
    let mut options = ActionOptions::default();
    options.deadline = poll.deadline;
    options.initial_backoff = poll.poll_interval;
    options.max_backoff = options.max_backoff.max(poll.poll_interval);
    options.parallel = poll.parallel;
    options.on_locked = match poll.lock {
        args::Lock::Wait => OnLocked::Wait,
        args::Lock::Fail => OnLocked::Fail,
    };
    options
}

/// Runs all orders with progress, prints the outcomes and returns the overall exit code; 3 after a
/// cancellation.
///
/// # Errors
///
/// The run could not start: credentials are missing or the journal cannot be written. The automatic journal
/// is then discarded.
pub(crate) async fn run_orders(
    environment: Environment,
    orders: &[FleetJob],
    (options, timeouts): (ActionOptions, Timeouts),
    format: Output,
    journal: Option<(&StopJournal, Arc<dyn SendLog>)>,
    verb: Verb,
) -> Result<u8, CliError> {
    if orders.is_empty() && format.is_table() {
        return Ok(0);
    }
    let targets: Vec<_> = orders.iter().map(|order| order.target.clone()).collect();
    let reporter = ProgressReporter::new(&targets, verb, format);
    let last_observed = Arc::new(LastObserved::new(orders.len()));
    let events = (format == Output::Ndjson).then(|| Events::new(orders, verb, Arc::clone(&last_observed)));
    let recorder = Arc::clone(&last_observed);
    let mut fleet = Fleet::new(environment)
        .with_options(options)
        .with_timeouts(timeouts)
        .with_progress_handler(move |at, progress| {
            recorder.note(at, progress);
            events.iter().for_each(|events| events.write(at, progress));
            reporter.show(at, progress);
        })
        .with_cancel(cancelled());
    if let Some((_, journal)) = &journal {
        fleet = fleet.with_journal(Arc::clone(journal));
    }
    let reports = match fleet.run(orders).await {
        Ok(reports) => reports,
        Err(error) => {
            journal.inspect(|(stop_journal, _)| stop_journal.discard());
            return Err(error.into());
        }
    };
    // Dropping the fleet ends the progress lines before anything else is printed.
    drop(fleet);
    let instances: Vec<_> = (0..orders.len()).map(|at| last_observed.at(at)).collect();
    let ended = orders.iter().zip(&reports).zip(&instances);
    let ended: Vec<_> = ended
        .map(|((order, report), instance)| TargetResult { order, report, instance: instance.as_ref() })
        .collect();
    output::outcomes(&ended, verb, format);
    output::explain(&targets, &reports, verb);
    report_billing(&ended);
    if let Some((stop_journal, _)) = journal {
        stop_journal.finish(&reports);
    }
    if is_cancelled() {
        return Ok(3);
    }
    Ok(overall_exit_code(reports.iter().map(Report::exit_code)))
}

/// Prints the remaining charges of each stopped instance once.
fn report_billing(ended: &[TargetResult<'_>]) {
    let mut reported = BTreeSet::new();
    for one in ended.iter().filter(|one| !one.is_dry_run()) {
        if reported.insert(one.order.target.to_string()) {
            let charges = BillingNotice::of(one.order, one.report, one.instance);
            charges.iter().for_each(|charges| output::notice(&charges.line()));
        }
    }
}
