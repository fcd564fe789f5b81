//! `tingji get`: all details of the given instances.

use tingji::Target;
use tingji::core::clock::{Clock, SystemClock};
use tingji::select::ListedInstance;

use super::environment::{environment, fleet};
use super::run::with_listing;
use super::targets::resolve;
use crate::args::{GetArgs, Output};
use crate::error::CliError;
use crate::exit_code;
use crate::lang::{self, tr};
use crate::output;

/// Looks up every target and prints the found ones in the wide table. Returns 0 if all were found, else the
/// overall exit code.
///
/// # Errors
///
/// The targets cannot be resolved, or the credentials are missing.
pub(crate) async fn run(arguments: GetArgs, format: Output) -> Result<u8, CliError> {
    let (targets, listed) = resolve(&arguments.targets, environment, arguments.limits.into()).await?;
    let environment = environment().with_region(arguments.targets.select.region.clone());
    let looks = fleet(environment, arguments.limits.into()).find_instances(&targets).await?;
    let now = SystemClock::new().now();
    let mut codes = Vec::new();
    let mut rows = Vec::new();
    for (target, look) in targets.iter().zip(&looks) {
        match look {
            Ok(Some(_)) => codes.push(0),
            Ok(None) => {
                output::error_line(&tr!(
                    "{target}: no such instance in this account and region; run `tingji list` to see all instances",
                    "{target}: 该账号和地域中没有该实例；`tingji list` 会列出现有的实例"
                ));
                codes.push(5);
            }
            Err(error) => {
                let text = lang::localize(error);
                let advice = lang::localized_advice(error);
                output::error_line(&tr!("{target}: {text}; {advice}", "{target}: {text}；{advice}"));
                codes.push(exit_code::of_kind(error.kind()));
            }
        }
        rows.extend(look.as_ref().ok().and_then(Option::as_ref).map(|instance| (target, instance)));
    }
    let rows: Vec<_> = rows.into_iter().map(|(target, instance)| row(target, instance, now)).collect();
    let format = if format == Output::Table { Output::Wide } else { format };
    output::list(&rows, &[], &[], format);
    Ok(with_listing(exit_code::overall(codes), listed, rows.is_empty()))
}

/// Combines a target with its instance for the table.
fn row<'a>(
    target: &'a Target,
    instance: &'a tingji::core::Instance,
    now: tingji::core::UnixTime,
) -> ListedInstance<'a> {
    ListedInstance { cloud: target.cloud(), profile: target.profile(), instance, now }
}
