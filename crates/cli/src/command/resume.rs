//! `tingji resume`: finishes a stop from its journal.

use std::sync::Arc;

use tingji::ResumePlan;
use tingji::core::Result;
use tingji::core::engine::Report;
use tingji::core::fleet::SendLog;

use super::environment::{environment, fleet};
use super::run::{poll_options, run_orders};
use crate::args::{Output, ResumeArgs};
use crate::error::CliError;
use crate::lang::tr;
use crate::output;
use crate::providers::providers;
use crate::stop_journal::{StopJournal, latest};
use crate::verb::Verb;

/// Runs the unfinished orders of a journal. Returns the overall exit code.
///
/// # Errors
///
/// Exit code 2 if the journal is missing or damaged, or another process holds it.
pub(crate) async fn run(arguments: ResumeArgs, format: Output) -> std::result::Result<u8, CliError> {
    let path = match arguments.journal {
        Some(path) => path,
        None => latest()?,
    };
    // The first read rejects other files before they are opened for writing; the second one follows the lock.
    ResumePlan::read(&path, providers())?;
    let stop_journal = StopJournal::for_resume(&path)?;
    let plan = ResumePlan::read(&path, providers())?;
    let positions: Vec<_> = plan.unfinished().map(|(position, _)| position).collect();
    let orders: Vec<_> = plan.unfinished().map(|(_, order)| order.clone()).collect();
    let done = plan.steps.len() - orders.len();
    let file = path.display();
    let remaining = orders.len();
    output::notice(&tr!(
        "{file}: {done} finished, {remaining} remaining",
        "{file}: 已完成 {done} 个，待完成 {remaining} 个"
    ));
    let journal = Arc::new(RemappedJournal { journal: stop_journal.journal.clone(), positions });
    let environment = environment().with_region(arguments.region.clone());
    let fleet = fleet(environment, arguments.poll.limits.into());
    let options = poll_options(arguments.poll);
    run_orders(&fleet, &orders, options, format, Some((&stop_journal, journal)), Verb::Stop).await
}

/// Maps the positions of the remaining orders to their positions in the journal.
#[derive(Debug)]
struct RemappedJournal {
    /// Journal with all orders of the stop.
    journal: Arc<dyn SendLog>,
    /// Position in the journal of each remaining order.
    positions: Vec<usize>,
}

impl SendLog for RemappedJournal {
    fn sending(&self, positions: &[usize]) -> Result<()> {
        let all: Vec<_> = positions.iter().map(|&at| self.positions[at]).collect();
        self.journal.sending(&all)
    }

    fn answered(&self, position: usize, answer: Result<Option<&str>, &tingji::core::Error>) {
        self.journal.answered(self.positions[position], answer);
    }

    fn done(&self, position: usize, report: &Report) {
        self.journal.done(self.positions[position], report);
    }
}
