//! [`ChangeRequest`]: the steps that stop, start, reboot and delete share.

use std::sync::Arc;

use tingji::core::api::Timeouts;
use tingji::core::fleet::SendLog;
use tingji::core::lifecycle::ShutdownMode;
use tingji::{Fleet, FleetJob, Target};

use super::confirm::ask;
use super::environment::{environment, fleet};
use super::run::{poll_options, run_orders, with_listing};
use super::targets::resolve;
use crate::args::{ChangeArgs, ConfirmArgs, Output, TargetArgs};
use crate::cancel::unless_cancelled;
use crate::error::CliError;
use crate::stop_journal::StopJournal;
use crate::verb::Verb;

/// A change of instances, as the command line requests it.
pub(super) struct ChangeRequest<'a> {
    /// Action, for the prompt and the outcomes.
    pub(super) verb: Verb,
    /// Shutdown that the action asks for.
    pub(super) force: ShutdownMode,
    /// Targets, named or selected.
    pub(super) targets: &'a TargetArgs,
    /// Confirmation.
    pub(super) confirm: ConfirmArgs,
    /// Waiting, dry run and polling.
    pub(super) options: ChangeArgs,
}

impl ChangeRequest<'_> {
    /// Resolves the targets, creates their orders and asks for confirmation if needed. Returns the orders and the
    /// exit code of clouds that could not be listed.
    ///
    /// # Errors
    ///
    /// The targets cannot be resolved, the prompt was declined, or a signal arrived.
    pub(super) async fn prepare(
        &self,
        order: impl Fn(&[Target]) -> Result<Vec<FleetJob>, CliError>,
    ) -> Result<(Vec<FleetJob>, u8), CliError> {
        unless_cancelled(async {
            let (targets, listed) = resolve(self.targets, environment, self.limits()).await?;
            let orders = order(&targets)?;
            // A deletion and a forced action lose data, so even a single target needs a confirmation.
            let loses = self.verb == Verb::Delete || self.force == ShutdownMode::PowerOff;
            let harmless = self.options.dry_run || (orders.len() <= 1 && !loses);
            if !self.confirm.yes && !harmless {
                ask(&self.verb.prompt(self.force), &orders, &self.fleet()).await?;
            }
            Ok((orders, listed))
        })
        .await
    }

    /// Runs the orders. Returns the exit code, combined with that of the listing.
    ///
    /// # Errors
    ///
    /// The run could not start.
    pub(super) async fn run(
        &self,
        (orders, listed): (Vec<FleetJob>, u8),
        journal: Option<&StopJournal>,
        format: Output,
    ) -> Result<u8, CliError> {
        let journal = journal.map(|own| (own, own.journal.clone() as Arc<dyn SendLog>));
        let options = poll_options(self.options.poll).mode(self.options.mode());
        let code = run_orders(&self.fleet(), &orders, options, format, journal, self.verb).await?;
        Ok(with_listing(code, listed, orders.is_empty()))
    }

    /// Returns the time limits of one attempt at a request.
    fn limits(&self) -> Timeouts {
        self.options.poll.limits.into()
    }

    /// Returns a fleet with the region of the command line.
    fn fleet(&self) -> Fleet {
        fleet(environment().with_region(self.targets.select.region.clone()), self.limits())
    }
}
