//! `tingji stop`.

use std::sync::Arc;

use tingji::core::engine::{ActionOptions, Mode};
use tingji::core::fleet::SendLog;
use tingji::core::lifecycle::{ShutdownMode, StopRequest, StoppedBilling};
use tingji::{Environment, Fleet, FleetJob, Target};

use super::confirm::ask;
use super::environment::{environment, fleet};
use super::run::{poll_options, run_orders, with_listing};
use super::targets::resolve;
use crate::args::{Output, StopArgs};
use crate::cancel::unless_cancelled;
use crate::error::CliError;
use crate::lang::localized;
use crate::stop_journal::StopJournal;
use crate::verb::Verb;

/// Resolves the targets, confirms, creates the journal and stops them. Returns the overall exit code.
///
/// # Errors
///
/// Exit code 2 for wrong targets or options, 3 if declined or cancelled before anything was sent, 4 without
/// credentials.
pub(crate) async fn run(arguments: StopArgs, format: Output) -> Result<u8, CliError> {
    let limits = arguments.poll.limits.into();
    let prepare = async {
        let (targets, listed) = resolve(&arguments.targets, environment, limits).await?;
        check_token(&arguments, targets.len())?;
        let orders: Vec<_> = targets.iter().map(|target| order(target, &arguments)).collect();
        confirm(&arguments, &orders, fleet(environment_in(&arguments), limits)).await?;
        Ok((orders, listed))
    };
    let (orders, listed) = unless_cancelled(prepare).await?;
    let stop_journal = if orders.is_empty() { None } else { StopJournal::for_stop(&arguments, &orders)? };
    let journal = stop_journal.as_ref().map(|own| (own, own.journal.clone() as Arc<dyn SendLog>));
    let options = options(&arguments);
    let fleet = fleet(environment_in(&arguments), limits);
    let code = run_orders(&fleet, &orders, options, format, journal, Verb::Stop).await?;
    Ok(with_listing(code, listed, orders.is_empty()))
}

/// Returns the environment with the region of the command line.
fn environment_in(arguments: &StopArgs) -> Environment {
    environment().with_region(arguments.targets.select.region.clone())
}

/// Returns the stop of one target with the options of the command line.
fn order(target: &Target, arguments: &StopArgs) -> FleetJob {
    let force = if arguments.force { ShutdownMode::PowerOff } else { ShutdownMode::Graceful };
    let mut request = StopRequest::new().force(force);
    if arguments.no_charge {
        request = request.charging(StoppedBilling::NoCharge);
    }
    request.idempotency_token.clone_from(&arguments.client_token);
    FleetJob::stop(target.clone(), request)
}

/// Checks the idempotency token. One token means one stop, so it works with one target only.
///
/// # Errors
///
/// Exit code 2 for several targets, or a token that is not 1 to 64 ASCII characters.
fn check_token(arguments: &StopArgs, targets: usize) -> Result<(), CliError> {
    match &arguments.client_token {
        Some(_) if targets > 1 => Err(CliError::new(
            2,
            localized(
                "--client-token identifies one stop; use it with a single target",
                "--client-token 只能用于一次停机；请只指定一个目标",
            ),
        )),
        Some(token) if token.is_empty() || token.len() > 64 || !token.is_ascii() => Err(CliError::new(
            2,
            localized(
                "--client-token must be 1 to 64 ASCII characters",
                "--client-token 须为 1 到 64 个 ASCII 字符",
            ),
        )),
        _ => Ok(()),
    }
}

/// Returns the engine options with the wait mode.
fn options(arguments: &StopArgs) -> ActionOptions {
    let mode = match (arguments.waiting.no_wait, arguments.dry_run) {
        (_, true) => Mode::DryRun,
        (true, _) => Mode::ReturnOnAccepted,
        _ => Mode::WaitForCompletion,
    };
    poll_options(arguments.poll).mode(mode)
}

/// Asks for confirmation before more than one instance is stopped or one is forced.
async fn confirm(arguments: &StopArgs, orders: &[FleetJob], fleet: Fleet) -> Result<(), CliError> {
    let harmless = orders.len() <= 1 && !arguments.force;
    if arguments.yes || arguments.dry_run || harmless {
        return Ok(());
    }
    let force = if arguments.force { ShutdownMode::PowerOff } else { ShutdownMode::Graceful };
    ask(&Verb::Stop.prompt(force), orders, &fleet).await
}
