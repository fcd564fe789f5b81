//! `tingji start`, `reboot`, `delete` and `wait`.

use tingji::core::api::Timeouts;
use tingji::core::engine::{ActionOptions, Mode};
use tingji::core::lifecycle::{Action, DeleteRequest, RebootRequest, ShutdownMode, StartRequest};
use tingji::{FleetJob, Target};

use super::confirm::ask;
use super::environment::{environment, fleet};
use super::run::{poll_options, run_orders, with_listing};
use super::targets::resolve;
use crate::args::{ActionArgs, Output, PowerArgs, RebootArgs, TargetArgs, WaitArgs};
use crate::cancel::unless_cancelled;
use crate::error::CliError;
use crate::verb::Verb;

/// Starts the targets. Returns the overall exit code.
///
/// # Errors
///
/// The targets cannot be resolved, the prompt was declined, or a signal arrived before anything was sent.
pub(crate) async fn start(arguments: PowerArgs, format: Output) -> Result<u8, CliError> {
    let action = Action::Start(StartRequest::default());
    change(&arguments.targets, &arguments.change, (Verb::Start, ShutdownMode::Graceful), &action, format)
        .await
}

/// Reboots the targets, with force as requested. Errors as in [`start`].
pub(crate) async fn reboot(arguments: RebootArgs, format: Output) -> Result<u8, CliError> {
    let force = if arguments.force { ShutdownMode::PowerOff } else { ShutdownMode::Graceful };
    let action = Action::Reboot(RebootRequest::new().force(force));
    change(&arguments.targets, &arguments.change, (Verb::Reboot, force), &action, format).await
}

/// Deletes the targets, always after a confirmation. Errors as in [`start`].
pub(crate) async fn delete(arguments: PowerArgs, format: Output) -> Result<u8, CliError> {
    let action = Action::Delete(DeleteRequest::default());
    change(&arguments.targets, &arguments.change, (Verb::Delete, ShutdownMode::Graceful), &action, format)
        .await
}

/// Waits until the targets are in a state; sends only reads. Errors as in [`start`].
pub(crate) async fn wait(arguments: WaitArgs, format: Output) -> Result<u8, CliError> {
    let limits = arguments.poll.limits.into();
    let (targets, listed) = unless_cancelled(resolve(&arguments.targets, environment, limits)).await?;
    let orders = orders(&targets, &Action::Wait(arguments.awaited.phase()));
    let options = (poll_options(arguments.poll), limits);
    run(&orders, listed, Verb::Wait, options, format, &arguments.targets).await
}

/// Resolves the targets, asks for confirmation if needed, and runs the action.
async fn change(
    targets: &TargetArgs,
    change: &ActionArgs,
    (verb, force): (Verb, ShutdownMode),
    action: &Action,
    format: Output,
) -> Result<u8, CliError> {
    let limits = change.poll.limits.into();
    let prepare = async {
        let (found, listed) = resolve(targets, environment, limits).await?;
        let orders = orders(&found, action);
        // A deletion and a forced action lose data, so even a single target needs a confirmation.
        let loses = verb == Verb::Delete || force == ShutdownMode::PowerOff;
        let harmless = change.dry_run || (found.len() <= 1 && !loses);
        if !change.yes && !harmless {
            let environment = environment().with_region(targets.select.region.clone());
            ask(&verb.prompt(force), &orders, &fleet(environment, limits)).await?;
        }
        Ok((orders, listed))
    };
    let (orders, listed) = unless_cancelled(prepare).await?;
    let mode = match (change.waiting.no_wait, change.dry_run) {
        (_, true) => Mode::DryRun,
        (true, _) => Mode::ReturnOnAccepted,
        _ => Mode::WaitForCompletion,
    };
    let options = (poll_options(change.poll).mode(mode), limits);
    run(&orders, listed, verb, options, format, targets).await
}

/// Runs the orders and combines the exit code with that of the listing.
async fn run(
    orders: &[FleetJob],
    listed: u8,
    verb: Verb,
    (options, limits): (ActionOptions, Timeouts),
    format: Output,
    arguments: &TargetArgs,
) -> Result<u8, CliError> {
    let environment = environment().with_region(arguments.select.region.clone());
    let fleet = fleet(environment, limits);
    let code = run_orders(&fleet, orders, options, format, None, verb).await?;
    Ok(with_listing(code, listed, orders.is_empty()))
}

/// Returns an order with the action for each target.
fn orders(targets: &[Target], action: &Action) -> Vec<FleetJob> {
    targets.iter().map(|target| FleetJob::with(target.clone(), action.clone())).collect()
}
