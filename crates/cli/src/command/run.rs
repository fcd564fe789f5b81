//! Runs orders with progress, journal and cancellation, and writes their outcomes.

use std::collections::BTreeSet;
use std::sync::Arc;

use tingji::core::api::Timeouts;
use tingji::core::engine::{ActionOptions, OnLocked, Report, overall_exit_code};
use tingji::core::fleet::SendLog;
use tingji::{Environment, Fleet, FleetJob};

use crate::args::{self, Output, Patience};
use crate::billing_notice::Charges;
use crate::cancel::{called_off, is_called_off};
use crate::error::Failure;
use crate::last_observed::Seen;
use crate::output::{self, Ended, Events};
use crate::progress::Board;
use crate::stop_journal::Kept;
use crate::verb::Verb;

/// One exit code for what was done and for clouds that could not be listed.
pub(crate) fn with_listing(code: u8, listed: u8, nothing_done: bool) -> u8 {
    match (code, listed) {
        (code, 0) => code,
        (0, listed) if nothing_done => listed,
        (code, listed) => overall_exit_code([code, listed]),
    }
}

/// How long and how often, for stops and their resumption.
pub(crate) fn patient(patience: Patience) -> ActionOptions {
    let mut options = ActionOptions::default();
    options.deadline = patience.deadline;
    options.initial_backoff = patience.poll_interval;
    options.max_backoff = options.max_backoff.max(patience.poll_interval);
    options.parallel = patience.parallel;
    options.lock = match patience.lock {
        args::Lock::Wait => OnLocked::Wait,
        args::Lock::Fail => OnLocked::Fail,
    };
    options
}

/// Does all of these with progress, writes the outcomes and gives the exit code.
pub(crate) async fn run_orders(
    environment: Environment,
    orders: &[FleetJob],
    (options, timeouts): (ActionOptions, Timeouts),
    format: Output,
    journal: Option<(&Kept, Arc<dyn SendLog>)>,
    verb: Verb,
) -> Result<u8, Failure> {
    if orders.is_empty() && format.is_table() {
        return Ok(0);
    }
    let targets: Vec<_> = orders.iter().map(|order| order.target.clone()).collect();
    let board = Board::new(&targets, verb, format);
    let seen = Arc::new(Seen::new(orders.len()));
    let events = (format == Output::Ndjson).then(|| Events::new(orders, verb, Arc::clone(&seen)));
    let looker = Arc::clone(&seen);
    let mut fleet = Fleet::new(environment)
        .with_options(options)
        .with_timeouts(timeouts)
        .with_progress_handler(move |at, progress| {
            looker.note(at, progress);
            events.iter().for_each(|events| events.write(at, progress));
            board.show(at, progress);
        })
        .with_cancel(called_off());
    if let Some((_, journal)) = &journal {
        fleet = fleet.with_journal(Arc::clone(journal));
    }
    let reports = match fleet.run(orders).await {
        Ok(reports) => reports,
        Err(error) => {
            journal.inspect(|(kept, _)| kept.abandon());
            return Err(error.into());
        }
    };
    // The progress lines end before anything else is written.
    drop(fleet);
    let instances: Vec<_> = (0..orders.len()).map(|at| seen.at(at)).collect();
    let ended = orders.iter().zip(&reports).zip(&instances);
    let ended: Vec<_> = ended
        .map(|((order, report), instance)| Ended { order, report, instance: instance.as_ref() })
        .collect();
    output::outcomes(&ended, verb, format);
    output::explain(&targets, &reports, verb);
    tell_charges(&ended);
    if let Some((kept, _)) = journal {
        kept.conclude(&reports);
    }
    if is_called_off() {
        return Ok(3);
    }
    Ok(overall_exit_code(reports.iter().map(Report::exit_code)))
}

/// For each instance that is stopped, what still costs money; of those given twice once.
fn tell_charges(ended: &[Ended<'_>]) {
    let mut told = BTreeSet::new();
    for one in ended.iter().filter(|one| !one.is_rehearsed()) {
        if told.insert(one.order.target.to_string()) {
            let charges = Charges::of(one.order, one.report, one.instance);
            charges.iter().for_each(|charges| output::notice(&charges.line()));
        }
    }
}
