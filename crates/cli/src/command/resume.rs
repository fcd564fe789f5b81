//! `tingji resume`.

use std::sync::Arc;

use tingji::core::Result;
use tingji::core::engine::Report;
use tingji::core::fleet::SendLog;
use tingji::{FleetJob, ResumePlan};

use super::environment::environment;
use super::run::{patient, run_orders};
use crate::args::{Output, ResumeArguments};
use crate::error::Failure;
use crate::lang::say;
use crate::output;
use crate::stop_journal::{Kept, latest};
use crate::verb::Verb;

pub(crate) async fn run(arguments: ResumeArguments, format: Output) -> std::result::Result<u8, Failure> {
    let path = match arguments.journal {
        Some(path) => path,
        None => latest()?,
    };
    // Nothing is written to what is no journal; and only once it is held does nobody else add to it.
    ResumePlan::read(&path)?;
    let kept = Kept::of_resume(&path)?;
    let plan = ResumePlan::read(&path)?;
    let (positions, orders): (Vec<usize>, Vec<FleetJob>) =
        plan.unfinished().map(|(at, order)| (at, order.clone())).unzip();
    let done = plan.steps.len() - orders.len();
    let (file, left) = (path.display(), orders.len());
    output::notice(&say!(
        "{file}: {done} done, {left} to finish",
        "{file}: 已完成 {done} 个，待完成 {left} 个"
    ));
    let journal = Arc::new(Placed { journal: kept.journal.clone(), positions });
    let environment = environment().with_region(arguments.region.clone());
    let options = (patient(arguments.patience), arguments.patience.limits.into());
    run_orders(environment, &orders, options, format, Some((&kept, journal)), Verb::Stop).await
}

/// A journal in the positions of its first line, told in those of the orders that are left.
#[derive(Debug)]
struct Placed {
    journal: Arc<dyn SendLog>,
    positions: Vec<usize>,
}

impl SendLog for Placed {
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
