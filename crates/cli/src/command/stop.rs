//! `tingji stop`.

use std::sync::Arc;

use tingji::core::engine::{ActionOptions, Mode};
use tingji::core::fleet::SendLog;
use tingji::core::lifecycle::{ShutdownMode, StopRequest, StoppedBilling};
use tingji::{Fleet, FleetJob, Target};

use super::confirm::ask;
use super::environment::environment;
use super::run::{patient, run_orders, with_listing};
use super::targets::resolve;
use crate::args::{Output, StopArguments};
use crate::cancel::unless_called_off;
use crate::error::Failure;
use crate::lang::pick;
use crate::stop_journal::Kept;
use crate::verb::Verb;

pub(crate) async fn run(arguments: StopArguments, format: Output) -> Result<u8, Failure> {
    let limits = arguments.patience.limits.into();
    let here = || environment().with_region(arguments.targets.select.region.clone());
    let prepare = async {
        let (targets, listed) = resolve(&arguments.targets, environment, limits).await?;
        check_token(&arguments, targets.len())?;
        let orders: Vec<_> = targets.iter().map(|target| order(target, &arguments)).collect();
        confirm(&arguments, &orders, Fleet::new(here()).with_timeouts(limits)).await?;
        Ok((orders, listed))
    };
    let (orders, listed) = unless_called_off(prepare).await?;
    let kept = if orders.is_empty() { None } else { Kept::of_stop(&arguments, &orders)? };
    let journal = kept.as_ref().map(|kept| (kept, kept.journal.clone() as Arc<dyn SendLog>));
    let options = options(&arguments);
    let code = run_orders(here(), &orders, (options, limits), format, journal, Verb::Stop).await?;
    Ok(with_listing(code, listed, orders.is_empty()))
}

fn order(target: &Target, arguments: &StopArguments) -> FleetJob {
    let mut request = StopRequest::default();
    request.force = if arguments.force { ShutdownMode::PowerOff } else { ShutdownMode::Graceful };
    if arguments.no_charge {
        request.charging = StoppedBilling::NoCharge;
    }
    request.idempotency_token.clone_from(&arguments.client_token);
    FleetJob::stop(target.clone(), request)
}

/// One token means one stop to the vendor, so it can't be that of several.
fn check_token(arguments: &StopArguments, targets: usize) -> Result<(), Failure> {
    match &arguments.client_token {
        Some(_) if targets > 1 => Err(Failure::new(
            2,
            pick(
                "a --client-token belongs to one stop: give it with one target",
                "--client-token 只属于一次停机：请只给一个目标",
            ),
        )),
        Some(token) if token.is_empty() || token.len() > 64 || !token.is_ascii() => Err(Failure::new(
            2,
            pick(
                "a --client-token has 1 to 64 ASCII characters",
                "--client-token 须为 1 到 64 个 ASCII 字符",
            ),
        )),
        _ => Ok(()),
    }
}

fn options(arguments: &StopArguments) -> ActionOptions {
    let mut options = patient(arguments.patience);
    options.wait = match (arguments.waiting.no_wait, arguments.dry_run) {
        (_, true) => Mode::DryRun,
        (true, _) => Mode::ReturnOnAccepted,
        _ => Mode::WaitForCompletion,
    };
    options
}

/// Asks before more than one instance is stopped or one is forced.
async fn confirm(arguments: &StopArguments, orders: &[FleetJob], fleet: Fleet) -> Result<(), Failure> {
    let harmless = orders.len() <= 1 && !arguments.force;
    if arguments.yes || arguments.dry_run || harmless {
        return Ok(());
    }
    let force = if arguments.force { ShutdownMode::PowerOff } else { ShutdownMode::Graceful };
    ask(&Verb::Stop.asked(force), orders, &fleet).await
}
