//! `tingji doctor`: lists the first page of instances of every account and reports the checks.

use std::sync::Arc;
use std::time::Duration;

use tingji::core::http_options::{HttpOptions, Timeouts};
use tingji::core::lifecycle::{DynLifecycle, Filter};
use tingji::core::{Error, ErrorKind, Result, message};
use tingji::{Account, Cloud, Environment};
use tokio::time::Instant;

use crate::args::{DoctorArgs, Output};
use crate::doctor::{AccountReport, ProbeResponse, print, worst};
use crate::lang::{self, localized, tr};
use crate::output;
use crate::providers;

/// Timeouts of one attempt, shorter than for a stop, because the user is waiting.
const TIMEOUTS: Timeouts = Timeouts { connect: Duration::from_secs(5), attempt: Duration::from_secs(10) };
/// Time limit per cloud, retries included.
const MAX_WAIT: Duration = Duration::from_secs(30);

/// Checks all selected accounts in parallel and prints them in the order of the help. Returns the lowest
/// exit code of a failed check, or 0.
pub(crate) async fn run(arguments: DoctorArgs, format: Output) -> u8 {
    let options = HttpOptions::new().timeouts(TIMEOUTS);
    let environment =
        Environment::from_env().with_providers(providers::providers()).with_http_options(options);
    // The checks run in parallel; the reports keep this order.
    let started: Vec<_> = accounts(&environment, &arguments)
        .into_iter()
        .map(|(cloud, profile)| {
            let account = (!arguments.clouds.cloud.is_empty()
                || environment.has_credentials_for_profile(cloud, profile.as_deref()))
            .then(|| environment.account(cloud, profile.as_deref(), None));
            (cloud, profile, account.map(|account| account.map(|account| tokio::spawn(probe(account)))))
        })
        .collect();
    let mut examined = Vec::with_capacity(started.len());
    for (cloud, profile, started) in started {
        let profile = profile.as_deref();
        examined.push(match started {
            None => AccountReport::not_set_up(cloud, profile),
            Some(Err(error)) => lang::with_audience(format.is_table(), || {
                AccountReport::without_account(cloud, profile, &error)
            }),
            Some(Ok(asking)) => match asking.await {
                Ok((account, answer)) => {
                    lang::with_audience(format.is_table(), || AccountReport::of(&account, profile, &answer))
                }
                Err(error) => {
                    let error = Error::new(
                        ErrorKind::Vendor,
                        tr!("the check was aborted: {error}", "检查中断：{error}"),
                    );
                    AccountReport::without_account(cloud, profile, &error)
                }
            },
        });
    }
    print_reports(&examined, format)
}

/// Returns the accounts of a profile, else the default account of each cloud and every account in the
/// profile file.
fn accounts(environment: &Environment, arguments: &DoctorArgs) -> Vec<(Cloud, Option<String>)> {
    let clouds = arguments.clouds.selected();
    let mut accounts: Vec<_> = clouds.iter().map(|cloud| (*cloud, arguments.profile.clone())).collect();
    // If the profile file is invalid, each account reports it.
    if arguments.profile.is_none()
        && let Ok(named) = environment.accounts(&clouds)
    {
        accounts.retain(|(cloud, _)| named.iter().all(|(named, _)| named != cloud));
        accounts.extend(named);
        accounts.sort();
    }
    accounts
}

/// Lists one page of an account and measures the time.
async fn probe(account: Account) -> (Account, ProbeResponse) {
    let start = Instant::now();
    let (instances, link) = match account.connect() {
        Ok(lifecycle) => {
            let instances = first_page(&lifecycle).await;
            (instances, lifecycle.endpoint_info())
        }
        Err(error) => (Err(error), None),
    };
    (account, ProbeResponse { instances, link, elapsed: start.elapsed() })
}

/// Returns the number of instances on the first page.
///
/// # Errors
///
/// The error of the list call, or a timeout after [`MAX_WAIT`].
async fn first_page(lifecycle: &Arc<dyn DynLifecycle>) -> Result<usize> {
    let everything = Filter::all();
    let page = tokio::time::timeout(MAX_WAIT, lifecycle.list(&everything, None)).await;
    let Ok(page) = page else { return Err(late()) };
    Ok(page?.instances.len())
}

/// Returns the error for a cloud that has not responded within [`MAX_WAIT`].
fn late() -> Error {
    let seconds = MAX_WAIT.as_secs();
    let message = message!("no-response-within", "no response within {seconds} s", seconds);
    Error::new(ErrorKind::Timeout, message)
}

/// Prints the reports and returns the exit code; 4 if no cloud is set up.
fn print_reports(examined: &[AccountReport], format: Output) -> u8 {
    match format {
        format if format.is_table() => print::lines(examined),
        format => print::rows(examined, format),
    }
    if examined.iter().all(|cloud| cloud.checks.is_empty()) {
        output::error_line(localized(
            "no cloud is set up, so nothing was checked; see `tingji help credentials`",
            "没有配置任何云，未做检查；请看 `tingji help credentials`",
        ));
        return 4;
    }
    worst(examined.iter().map(|cloud| cloud.exit_code))
}
