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
use crate::args::{self, Output, Patience, StopArguments};
use crate::failure::Failure;
use crate::journal::Kept;
use crate::output;
use crate::progress::Board;

pub(crate) async fn run(arguments: StopArguments, format: Output) -> Result<u8, Failure> {
    confirm(&arguments)?;
    check_token(&arguments)?;
    let environment = environment().with_region(arguments.region.clone());
    let orders: Vec<_> = arguments.targets.iter().map(|target| order(target, &arguments)).collect();
    let kept = Kept::of_stop(&arguments, &orders)?;
    let journal = kept.as_ref().map(|kept| (kept, kept.journal.clone() as Arc<dyn Journal>));
    stop(environment, &orders, options(&arguments), format, journal).await
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
fn check_token(arguments: &StopArguments) -> Result<(), Failure> {
    match &arguments.client_token {
        Some(_) if arguments.targets.len() > 1 => {
            Err(Failure::new(2, "a --client-token belongs to one stop: give it with one target"))
        }
        Some(token) if token.is_empty() || token.len() > 64 || !token.is_ascii() => {
            Err(Failure::new(2, "a --client-token has 1 to 64 ASCII characters"))
        }
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

/// Stops all of these with progress, writes the outcomes and gives the exit code.
pub(crate) async fn stop(
    environment: Environment,
    orders: &[Order],
    options: StopOptions,
    format: Output,
    journal: Option<(&Kept, Arc<dyn Journal>)>,
) -> Result<u8, Failure> {
    let targets: Vec<_> = orders.iter().map(|order| order.target.clone()).collect();
    let board = Board::new(&targets);
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
    match format {
        Output::Table => output::outcomes_table(&targets, &reports),
        Output::Json => output::outcomes_json(&targets, &reports),
    }
    output::explain(&targets, &reports);
    for (cloud, text) in charged {
        output::notice(&format!("note: after a stop {cloud} goes on charging: {text}"));
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
    stopped
        .filter_map(|(target, _)| Some((target.cloud(), target.cloud().capabilities()?.still_charged)))
        .collect()
}

/// Asks before more than one instance is stopped or one is forced.
fn confirm(arguments: &StopArguments) -> Result<(), Failure> {
    let harmless = arguments.targets.len() == 1 && !arguments.force;
    if arguments.yes || arguments.dry_run || harmless {
        return Ok(());
    }
    let (count, force) = (arguments.targets.len(), if arguments.force { "forcibly " } else { "" });
    let what = if count == 1 { "1 instance".to_owned() } else { format!("{count} instances") };
    if !std::io::stdin().is_terminal() {
        let line = format!("there is no terminal to ask on whether to {force}stop {what}; add --yes");
        return Err(Failure::new(2, line));
    }
    for target in &arguments.targets {
        output::notice(&format!("  {target}"));
    }
    if ask(&format!("{}top {what}? [y/N] ", if arguments.force { "Forcibly s" } else { "S" })) {
        return Ok(());
    }
    Err(Failure::new(3, "cancelled; nothing was sent"))
}

fn ask(question: &str) -> bool {
    let mut stderr = std::io::stderr();
    let _ = write!(stderr, "{question}").and_then(|()| stderr.flush());
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}
