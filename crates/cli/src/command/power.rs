//! `tingji start`, `reboot`, `delete` and `wait`.

use tingji::core::lifecycle::{Action, DeleteRequest, RebootRequest, ShutdownMode, StartRequest};
use tingji::{FleetJob, Target};

use super::change::ChangeRequest;
use super::environment::{environment, fleet};
use super::run::{poll_options, run_orders, with_listing};
use super::targets::resolve;
use crate::args::{Output, PowerArgs, RebootArgs, WaitArgs};
use crate::cancel::unless_cancelled;
use crate::error::CliError;
use crate::verb::Verb;

/// Starts the targets. Returns the overall exit code.
///
/// # Errors
///
/// The targets cannot be resolved, the prompt was declined, or a signal arrived before anything was sent.
pub(crate) async fn start(arguments: PowerArgs, format: Output) -> Result<u8, CliError> {
    power(&arguments, Verb::Start, &Action::Start(StartRequest::default()), format).await
}

/// Reboots the targets, with force as requested. Errors as in [`start`].
pub(crate) async fn reboot(arguments: RebootArgs, format: Output) -> Result<u8, CliError> {
    let force = arguments.force.mode();
    let RebootArgs { targets, confirm, change: options, .. } = &arguments;
    let change = ChangeRequest { verb: Verb::Reboot, force, targets, confirm: *confirm, options: *options };
    run(&change, &Action::Reboot(RebootRequest::new().force(force)), format).await
}

/// Deletes the targets, always after a confirmation. Errors as in [`start`].
pub(crate) async fn delete(arguments: PowerArgs, format: Output) -> Result<u8, CliError> {
    power(&arguments, Verb::Delete, &Action::Delete(DeleteRequest::default()), format).await
}

/// Waits until the targets are in a state; sends only reads. Errors as in [`start`].
pub(crate) async fn wait(arguments: WaitArgs, format: Output) -> Result<u8, CliError> {
    let limits = arguments.poll.limits.into();
    let (targets, listed) = unless_cancelled(resolve(&arguments.targets, environment, limits)).await?;
    let orders = orders(&targets, &Action::Wait(arguments.awaited.phase()));
    let fleet = fleet(environment().with_region(arguments.targets.select.region.clone()), limits);
    let code = run_orders(&fleet, &orders, poll_options(arguments.poll), format, None, Verb::Wait).await?;
    Ok(with_listing(code, listed, orders.is_empty()))
}

/// Runs an action that has no shutdown.
async fn power(arguments: &PowerArgs, verb: Verb, action: &Action, format: Output) -> Result<u8, CliError> {
    let PowerArgs { targets, confirm, change: options } = arguments;
    let force = ShutdownMode::Graceful;
    run(&ChangeRequest { verb, force, targets, confirm: *confirm, options: *options }, action, format).await
}

/// Prepares and runs an action.
async fn run(change: &ChangeRequest<'_>, action: &Action, format: Output) -> Result<u8, CliError> {
    let prepared = change.prepare(|targets| Ok(orders(targets, action))).await?;
    change.run(prepared, None, format).await
}

/// Returns an order with the action for each target.
fn orders(targets: &[Target], action: &Action) -> Vec<FleetJob> {
    targets.iter().map(|target| FleetJob::with(target.clone(), action.clone())).collect()
}
