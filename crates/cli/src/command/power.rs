//! `tingji start`, `reboot`, `delete` and `wait`.

use tingji::core::api::Timeouts;
use tingji::core::engine::{ActionOptions, Mode};
use tingji::core::lifecycle::{Action, DeleteRequest, RebootRequest, ShutdownMode, StartRequest};
use tingji::{Fleet, FleetJob, Target};

use super::confirm::ask;
use super::environment::environment;
use super::run::{patient, run_orders, with_listing};
use super::targets::resolve;
use crate::args::{Change, ChangeArguments, Output, RebootArguments, Targets, WaitArguments};
use crate::cancel::unless_called_off;
use crate::error::Failure;
use crate::verb::Verb;

pub(crate) async fn start(arguments: ChangeArguments, format: Output) -> Result<u8, Failure> {
    let action = Action::Start(StartRequest::default());
    change(&arguments.targets, &arguments.change, (Verb::Start, ShutdownMode::Graceful), &action, format)
        .await
}

pub(crate) async fn reboot(arguments: RebootArguments, format: Output) -> Result<u8, Failure> {
    let mut request = RebootRequest::default();
    let force = if arguments.force { ShutdownMode::PowerOff } else { ShutdownMode::Graceful };
    request.force = force;
    let action = Action::Reboot(request);
    change(&arguments.targets, &arguments.change, (Verb::Reboot, force), &action, format).await
}

pub(crate) async fn delete(arguments: ChangeArguments, format: Output) -> Result<u8, Failure> {
    let action = Action::Delete(DeleteRequest::default());
    change(&arguments.targets, &arguments.change, (Verb::Delete, ShutdownMode::Graceful), &action, format)
        .await
}

pub(crate) async fn wait(arguments: WaitArguments, format: Output) -> Result<u8, Failure> {
    let limits = arguments.patience.limits.into();
    let (targets, listed) = unless_called_off(resolve(&arguments.targets, environment, limits)).await?;
    let orders = orders(&targets, &Action::Wait(arguments.awaited.phase()));
    let options = (patient(arguments.patience), limits);
    run(&orders, listed, Verb::Wait, options, format, &arguments.targets).await
}

async fn change(
    targets: &Targets,
    change: &Change,
    (verb, force): (Verb, ShutdownMode),
    action: &Action,
    format: Output,
) -> Result<u8, Failure> {
    let limits = change.patience.limits.into();
    let prepare = async {
        let (found, listed) = resolve(targets, environment, limits).await?;
        let orders = orders(&found, action);
        // What is deleted is lost, and with force what is not yet written: one is asked about too.
        let loses = verb == Verb::Delete || force == ShutdownMode::PowerOff;
        let harmless = change.dry_run || (found.len() <= 1 && !loses);
        if !change.yes && !harmless {
            let environment = environment().with_region(targets.select.region.clone());
            ask(&verb.asked(force), &orders, &Fleet::new(environment).with_timeouts(limits)).await?;
        }
        Ok((orders, listed))
    };
    let (orders, listed) = unless_called_off(prepare).await?;
    let mut options = patient(change.patience);
    options.wait = match (change.waiting.no_wait, change.dry_run) {
        (_, true) => Mode::DryRun,
        (true, _) => Mode::ReturnOnAccepted,
        _ => Mode::WaitForCompletion,
    };
    run(&orders, listed, verb, (options, limits), format, targets).await
}

async fn run(
    orders: &[FleetJob],
    listed: u8,
    verb: Verb,
    options: (ActionOptions, Timeouts),
    format: Output,
    arguments: &Targets,
) -> Result<u8, Failure> {
    let environment = environment().with_region(arguments.select.region.clone());
    let code = run_orders(environment, orders, options, format, None, verb).await?;
    Ok(with_listing(code, listed, orders.is_empty()))
}

fn orders(targets: &[Target], action: &Action) -> Vec<FleetJob> {
    targets.iter().map(|target| FleetJob::with(target.clone(), action.clone())).collect()
}
