//! `tingji stop`.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::sync::Arc;

use tingji::core::api::Timeouts;
use tingji::core::engine::{Lock, Report, StopOptions, Wait, overall_exit_code};
use tingji::core::fleet::Journal;
use tingji::core::lifecycle::{Charging, Force, StopRequest};
use tingji::{Environment, Fleet, FleetJob, Target};

use super::targets::resolve;
use super::{environment, plan};
use crate::args::{self, Output, Patience, StopArguments};
use crate::charges::Charges;
use crate::failure::Failure;
use crate::interrupt::{called_off, is_called_off, unless_called_off};
use crate::journal::Kept;
use crate::lang::{pick, say};
use crate::output::{self, Ended, Events};
use crate::progress::{Board, Verb};
use crate::seen::Seen;

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
    let journal = kept.as_ref().map(|kept| (kept, kept.journal.clone() as Arc<dyn Journal>));
    let options = options(&arguments);
    let code = run_orders(here(), &orders, (options, limits), format, journal, Verb::Stop).await?;
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

fn order(target: &Target, arguments: &StopArguments) -> FleetJob {
    let mut request = StopRequest::default();
    request.force = if arguments.force { Force::Yes } else { Force::No };
    if arguments.no_charge {
        request.charging = Charging::NoCharge;
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

fn options(arguments: &StopArguments) -> StopOptions {
    let mut options = patient(arguments.patience);
    options.wait = match (arguments.waiting.no_wait, arguments.dry_run) {
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
    orders: &[FleetJob],
    (options, timeouts): (StopOptions, Timeouts),
    format: Output,
    journal: Option<(&Kept, Arc<dyn Journal>)>,
    verb: Verb,
) -> Result<u8, Failure> {
    if orders.is_empty() && format.is_table() {
        return Ok(0);
    }
    let targets: Vec<_> = orders.iter().map(|order| order.target.clone()).collect();
    let board = Board::new(&targets, verb, format);
    let seen = Arc::new(Seen::new(orders.len()));
    let events = (format == Output::Ndjson).then(|| Events::new(orders, verb, Arc::clone(&seen)));
    let looker = Arc::clone(&seen);
    let mut fleet = Fleet::new(environment)
        .with_options(options)
        .with_timeouts(timeouts)
        .with_progress_handler(move |at, progress| {
            looker.note(at, progress);
            events.iter().for_each(|events| events.write(at, progress));
            board.show(at, progress);
        })
        .with_cancel(called_off());
    if let Some((_, journal)) = &journal {
        fleet = fleet.with_journal(Arc::clone(journal));
    }
    let reports = match fleet.run(orders).await {
        Ok(reports) => reports,
        Err(error) => {
            journal.inspect(|(kept, _)| kept.abandon());
            return Err(error.into());
        }
    };
    // The progress lines end before anything else is written.
    drop(fleet);
    let instances: Vec<_> = (0..orders.len()).map(|at| seen.at(at)).collect();
    let ended = orders.iter().zip(&reports).zip(&instances);
    let ended: Vec<_> = ended
        .map(|((order, report), instance)| Ended { order, report, instance: instance.as_ref() })
        .collect();
    output::outcomes(&ended, verb, format);
    output::explain(&targets, &reports, verb);
    tell_charges(&ended);
    if let Some((kept, _)) = journal {
        kept.conclude(&reports);
    }
    if is_called_off() {
        return Ok(3);
    }
    Ok(overall_exit_code(reports.iter().map(Report::exit_code)))
}

/// For each instance that is stopped, what still costs money; of those given twice once.
fn tell_charges(ended: &[Ended<'_>]) {
    let mut told = BTreeSet::new();
    for one in ended.iter().filter(|one| !one.is_rehearsed()) {
        if told.insert(one.order.target.to_string()) {
            let charges = Charges::of(one.order, one.report, one.instance);
            charges.iter().for_each(|charges| output::notice(&charges.line()));
        }
    }
}

/// Asks before more than one instance is stopped or one is forced.
async fn confirm(arguments: &StopArguments, orders: &[FleetJob], fleet: Fleet) -> Result<(), Failure> {
    let harmless = orders.len() <= 1 && !arguments.force;
    if arguments.yes || arguments.dry_run || harmless {
        return Ok(());
    }
    let force = if arguments.force { Force::Yes } else { Force::No };
    ask(&Verb::Stop.asked(force), orders, &fleet).await
}

/// Shows the plan and asks on the terminal whether to do this; without one, it has to be said with
/// `--yes`.
pub(crate) async fn ask(what: &str, orders: &[FleetJob], fleet: &Fleet) -> Result<(), Failure> {
    let count = orders.len();
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
    plan::show(fleet, orders).await?;
    let first: String = what.chars().take(1).flat_map(char::to_uppercase).collect();
    let rest: String = what.chars().skip(1).collect();
    let question = say!("{first}{rest} {whom}? [y/N] ", "{first}{rest} {whom}？[y/N] ");
    // On a thread of its own, so that a signal is heard meanwhile.
    let yes = tokio::task::spawn_blocking(move || says_yes(&question)).await;
    if yes.unwrap_or(false) {
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
