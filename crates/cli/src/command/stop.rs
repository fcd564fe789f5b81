//! `tingji stop`.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tingji::core::engine::{Lock, Outcome, Report, StopOptions, Wait, overall_exit_code};
use tingji::core::fleet::Journal;
use tingji::core::lifecycle::{Charging, Force, StopRequest};
use tingji::{Cloud, Environment, Fleet, Order, Target};

use super::environment;
use super::targets::resolve;
use crate::args::{self, Output, Patience, StopArguments};
use crate::failure::Failure;
use crate::journal::Kept;
use crate::lang::{pick, say};
use crate::output;
use crate::progress::{Board, Verb};

pub(crate) async fn run(arguments: StopArguments, format: Output) -> Result<u8, Failure> {
    let (targets, listed) = resolve(&arguments.targets, environment).await?;
    confirm(&arguments, &targets)?;
    check_token(&arguments, targets.len())?;
    let environment = environment().with_region(arguments.targets.select.region.clone());
    let orders: Vec<_> = targets.iter().map(|target| order(target, &arguments)).collect();
    let kept = if orders.is_empty() { None } else { Kept::of_stop(&arguments, &orders)? };
    let journal = kept.as_ref().map(|kept| (kept, kept.journal.clone() as Arc<dyn Journal>));
    let code = run_orders(environment, &orders, options(&arguments), format, journal, Verb::Stop).await?;
    Ok(with_listing(code, listed, orders.is_empty()))
}

/// One exit code for what was done and for clouds that could not be listed.
pub(crate) fn with_listing(code: u8, listed: u8, nothing_done: bool) -> u8 {
    match (code, listed) {
        (code, 0) => code,
        (0, listed) if nothing_done => listed,
        (code, listed) => overall_exit_code([code, listed]),
    }
}

fn order(target: &Target, arguments: &StopArguments) -> Order {
    let mut request = StopRequest::default();
    request.force = if arguments.force { Force::Yes } else { Force::No };
    if arguments.no_charge {
        request.charging = Charging::NoCharge;
    }
    request.idempotency_token.clone_from(&arguments.client_token);
    Order::stop(target.clone(), request)
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

fn options(arguments: &StopArguments) -> StopOptions {
    let mut options = patient(arguments.patience);
    options.wait = match (arguments.no_wait, arguments.dry_run) {
        (_, true) => Wait::Rehearse,
        (true, _) => Wait::UntilAccepted,
        _ => Wait::UntilStopped,
    };
    options
}

/// How long and how often, for stops and their resumption.
pub(crate) fn patient(patience: Patience) -> StopOptions {
    let mut options = StopOptions::default();
    options.deadline = patience.deadline;
    options.first_pause = patience.poll_interval;
    options.longest_pause = options.longest_pause.max(patience.poll_interval);
    options.parallel = patience.parallel;
    options.lock = match patience.lock {
        args::Lock::Wait => Lock::Wait,
        args::Lock::Fail => Lock::Fail,
    };
    options
}

/// Does all of these with progress, writes the outcomes and gives the exit code.
pub(crate) async fn run_orders(
    environment: Environment,
    orders: &[Order],
    options: StopOptions,
    format: Output,
    journal: Option<(&Kept, Arc<dyn Journal>)>,
    verb: Verb,
) -> Result<u8, Failure> {
    if orders.is_empty() && format.is_table() {
        return Ok(0);
    }
    let targets: Vec<_> = orders.iter().map(|order| order.target.clone()).collect();
    let board = Board::new(&targets, verb);
    let cancelled = Arc::new(AtomicBool::new(false));
    let mut fleet = Fleet::new(environment)
        .with_options(options)
        .with_onlooker(move |at, progress| board.show(at, progress))
        .with_cancel(interrupted(Arc::clone(&cancelled)));
    if let Some((_, journal)) = &journal {
        fleet = fleet.with_journal(Arc::clone(journal));
    }
    let reports = match fleet.run(orders).await {
        Ok(reports) => reports,
        Err(error) => {
            // Nothing was sent, so there is nothing to resume.
            journal.inspect(|(kept, _)| kept.abandon());
            return Err(error.into());
        }
    };
    let charged = still_charged(&targets, &reports);
    // The progress lines end before anything else is written.
    drop(fleet);
    output::outcomes(&targets, &reports, verb, format);
    output::explain(&targets, &reports, verb);
    for (cloud, text) in charged {
        output::notice(&say!(
            "note: after a stop {cloud} goes on charging: {text}",
            "注：{cloud} 停机后仍会收费：{text}"
        ));
    }
    if let Some((kept, _)) = journal {
        kept.conclude(&reports);
    }
    if cancelled.load(Ordering::Relaxed) {
        return Ok(3);
    }
    Ok(overall_exit_code(reports.iter().map(Report::exit_code)))
}

async fn interrupted(cancelled: Arc<AtomicBool>) {
    if tokio::signal::ctrl_c().await.is_err() {
        return std::future::pending().await;
    }
    cancelled.store(true, Ordering::Relaxed);
}

/// For each cloud where something stopped, what still costs money.
fn still_charged(targets: &[Target], reports: &[Report]) -> BTreeMap<Cloud, &'static str> {
    let stopped = |report: &Report| matches!(report.outcome, Outcome::Stopped | Outcome::AlreadyStopped);
    let stopped = targets.iter().zip(reports).filter(|(_, report)| stopped(report));
    stopped.filter_map(|(target, _)| Some((target.cloud(), charged(target.cloud())?))).collect()
}

/// In the language chosen; `None` where this build leaves the cloud out.
pub(super) fn charged(cloud: Cloud) -> Option<&'static str> {
    cloud.capabilities().map(|all| pick(all.still_charged, all.still_charged_zh))
}

/// Asks before more than one instance is stopped or one is forced.
fn confirm(arguments: &StopArguments, targets: &[Target]) -> Result<(), Failure> {
    let harmless = targets.len() <= 1 && !arguments.force;
    if arguments.yes || arguments.dry_run || harmless {
        return Ok(());
    }
    ask(if arguments.force { pick("forcibly stop", "强制停止") } else { pick("stop", "停止") }, targets)
}

/// Asks on the terminal whether to do this to these; without one, it has to be said with `--yes`.
pub(crate) fn ask(what: &str, targets: &[Target]) -> Result<(), Failure> {
    let count = targets.len();
    let whom = if count == 1 {
        say!("1 instance", "1 台实例")
    } else {
        say!("{count} instances", "{count} 台实例")
    };
    if !std::io::stdin().is_terminal() {
        let line = say!(
            "there is no terminal to ask on whether to {what} {whom}; add --yes",
            "没有终端可供确认是否{what} {whom}；请加 --yes"
        );
        return Err(Failure::new(2, line));
    }
    for target in targets {
        output::notice(&format!("  {target}"));
    }
    let first: String = what.chars().take(1).flat_map(char::to_uppercase).collect();
    let rest: String = what.chars().skip(1).collect();
    if says_yes(&say!("{first}{rest} {whom}? [y/N] ", "{first}{rest} {whom}？[y/N] ")) {
        return Ok(());
    }
    Err(Failure::new(3, pick("cancelled; nothing was sent", "已取消；未发送任何请求")))
}

pub(crate) fn says_yes(question: &str) -> bool {
    let mut stderr = std::io::stderr();
    let _ = write!(stderr, "{question}").and_then(|()| stderr.flush());
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}
