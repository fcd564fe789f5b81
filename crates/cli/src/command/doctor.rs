//! `tingji doctor`.

use std::sync::Arc;
use std::time::Duration;

use tingji::core::http_options::{HttpOptions, Timeouts};
use tingji::core::lifecycle::{Filter, Lifecycle};
use tingji::core::{Error, ErrorKind, Result};
use tingji::{Account, Cloud, Environment};
use tokio::time::Instant;

use crate::args::{DoctorArguments, Output};
use crate::doctor::{Answer, Examined, print, worst};
use crate::lang::{self, pick, say};
use crate::output;

/// Whoever asks what is wrong should not wait as long as a stop may.
const TIMEOUTS: Timeouts = Timeouts { connect: Duration::from_secs(5), attempt: Duration::from_secs(10) };
/// So long may a cloud take, repetitions included.
const LONGEST: Duration = Duration::from_secs(30);

pub(crate) async fn run(arguments: DoctorArguments, format: Output) -> u8 {
    let options = HttpOptions::new().timeouts(TIMEOUTS);
    let environment = Environment::from_env().with_http_options(options);
    // They are asked side by side, and told in the order of their names in the help.
    let started: Vec<_> = accounts(&environment, &arguments)
        .into_iter()
        .map(|(cloud, profile)| {
            let account = (!arguments.cloud.is_empty()
                || environment.has_credentials_for_profile(cloud, profile.as_deref()))
            .then(|| environment.account(cloud, profile.as_deref(), None));
            (cloud, profile, account.map(|account| account.map(|account| tokio::spawn(ask(account)))))
        })
        .collect();
    let mut examined = Vec::with_capacity(started.len());
    for (cloud, profile, started) in started {
        let profile = profile.as_deref();
        examined.push(match started {
            None => Examined::not_set_up(cloud, profile),
            Some(Err(error)) => {
                lang::for_reader(format.is_table(), || Examined::without_account(cloud, profile, &error))
            }
            Some(Ok(asking)) => match asking.await {
                Ok((account, answer)) => {
                    lang::for_reader(format.is_table(), || Examined::of(&account, profile, &answer))
                }
                Err(error) => {
                    let error = Error::new(
                        ErrorKind::Vendor,
                        say!("the check broke off: {error}", "检查中断：{error}"),
                    );
                    Examined::without_account(cloud, profile, &error)
                }
            },
        });
    }
    conclude(&examined, format)
}

/// Those of a profile, else the default one of each cloud and all in the file of profiles.
fn accounts(environment: &Environment, arguments: &DoctorArguments) -> Vec<(Cloud, Option<String>)> {
    let asked = &arguments.cloud;
    let clouds: Vec<_> =
        Cloud::ALL.into_iter().filter(|cloud| asked.is_empty() || asked.contains(cloud)).collect();
    let mut accounts: Vec<_> = clouds.iter().map(|cloud| (*cloud, arguments.profile.clone())).collect();
    // A file that is broken is told of by each account.
    if let (None, Ok(named)) = (&arguments.profile, environment.accounts(&clouds)) {
        accounts.retain(|(cloud, _)| named.iter().all(|(named, _)| named != cloud));
        accounts.extend(named);
        accounts.sort();
    }
    accounts
}

/// One read, and what it tells.
async fn ask(account: Account) -> (Account, Answer) {
    let start = Instant::now();
    let (instances, link) = match account.connect() {
        Ok(lifecycle) => {
            let instances = first_page(&lifecycle).await;
            (instances, lifecycle.endpoint_info())
        }
        Err(error) => (Err(error), None),
    };
    (account, Answer { instances, link, elapsed: start.elapsed() })
}

async fn first_page(lifecycle: &Arc<dyn Lifecycle>) -> Result<usize> {
    let everything = Filter::all();
    let page = tokio::time::timeout(LONGEST, lifecycle.list(&everything, None)).await;
    let late = |_| {
        let seconds = LONGEST.as_secs();
        Error::new(ErrorKind::Timeout, format!("no answer within {seconds} s"))
            .with_chinese(format!("{seconds} 秒内没有应答"))
    };
    Ok(page.map_err(late)??.instances.len())
}

fn conclude(examined: &[Examined], format: Output) -> u8 {
    match format {
        format if format.is_table() => print::lines(examined),
        format => print::rows(examined, format),
    }
    if examined.iter().all(|cloud| cloud.checks.is_empty()) {
        output::error_line(pick("no cloud is set up: nothing could be checked", "没有设置任何云：无可检查"));
        return 4;
    }
    worst(examined.iter().map(|cloud| cloud.exit_code))
}
