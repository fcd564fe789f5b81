//! The run of orders: progress, journal, cancellation, outcomes and exit code.

use std::collections::BTreeSet;
use std::sync::Arc;

use tingji::core::engine::{ActionOptions, OnLocked};
use tingji::core::fleet::SendLog;
use tingji::{Fleet, FleetJob};

use crate::args::{self, Output, PollArgs};
use crate::billing_notice::BillingNotice;
use crate::cancel::{cancelled, is_cancelled};
use crate::error::CliError;
use crate::exit_code;
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
        (code, listed) => exit_code::overall([code, listed]),
    }
}

/// Converts the arguments to the options of the engine.
pub(crate) fn poll_options(poll: PollArgs) -> ActionOptions {
    let on_locked = match poll.lock {
        args::Lock::Wait => OnLocked::Wait,
        args::Lock::Fail => OnLocked::Fail,
    };
    let options = ActionOptions::new().deadline(poll.deadline).parallel(poll.parallel).on_locked(on_locked);
    let longest = options.backoff.max.max(poll.poll_interval);
    options.initial_backoff(poll.poll_interval).max_backoff(longest)
}

/// Runs all orders with progress, prints the outcomes and returns the overall exit code; 3 after a
/// cancellation.
///
/// # Errors
///
/// The run could not start: credentials are missing or the journal cannot be written. The automatic journal
/// is then discarded.
pub(crate) async fn run_orders(
    fleet: &Fleet,
    orders: &[FleetJob],
    options: ActionOptions,
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
    let mut run = fleet.run(orders).options(options).cancel_on(cancelled()).on_progress(move |event| {
        recorder.note(event.position, event.kind);
        events.iter().for_each(|events| events.write(event.position, event.kind));
        reporter.show(event.position, event.kind);
    });
    if let Some((_, journal)) = &journal {
        run = run.journal(Arc::clone(journal));
    }
    // The end of the run drops the reporter, so that the progress lines end before anything else is printed.
    let reports = run.await;
    if let Some(error) = reports.start_error() {
        journal.inspect(|(stop_journal, _)| stop_journal.discard());
        return Err(error.clone().into());
    }
    let reports: Vec<_> = reports.into_iter().map(|one| one.report).collect();
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
    Ok(exit_code::overall(reports.iter().map(exit_code::of_report)))
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
