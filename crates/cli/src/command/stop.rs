//! `tingji stop`.

use tingji::core::lifecycle::{StopRequest, StoppedBilling};
use tingji::{FleetJob, Target};

use super::change::ChangeRequest;
use crate::args::{Output, StopArgs};
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
    let force = arguments.force.mode();
    let StopArgs { targets, confirm, change: options, .. } = &arguments;
    let change = ChangeRequest { verb: Verb::Stop, force, targets, confirm: *confirm, options: *options };
    let (orders, listed) = change
        .prepare(|targets| {
            check_token(&arguments, targets.len())?;
            Ok(targets.iter().map(|target| order(target, &arguments)).collect())
        })
        .await?;
    let journal = if orders.is_empty() { None } else { StopJournal::for_stop(&arguments, &orders)? };
    change.run((orders, listed), journal.as_ref(), format).await
}

/// Returns the stop of one target with the options of the command line.
fn order(target: &Target, arguments: &StopArgs) -> FleetJob {
    let mut request = StopRequest::new().force(arguments.force.mode());
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
