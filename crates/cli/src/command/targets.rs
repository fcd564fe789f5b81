//! Resolution of targets: ids by their shape, lines of standard input, and selections.

use std::io::{BufRead, IsTerminal};

use tingji::core::api::Timeouts;
use tingji::core::clock::{Clock, SystemClock};
use tingji::core::{InstanceId, UnixTime};
use tingji::select::ListedInstance;
use tingji::{Cloud, Environment, Listing, Target};

use super::accounts::{accounts, report_errors};
use super::environment::fleet;
use crate::args::{SelectArgs, TargetArg, TargetArgs};
use crate::error::CliError;
use crate::lang::{localized, tr};
use crate::output;
use crate::providers;

/// Returns the targets in their order, and the exit code of clouds that could not be listed.
///
/// # Errors
///
/// Exit code 2 if targets and conditions are mixed, both are missing, or an id fits no or several clouds; 4
/// without credentials.
pub(crate) async fn resolve(
    arguments: &TargetArgs,
    environment: impl Fn() -> Environment,
    timeouts: Timeouts,
) -> Result<(Vec<Target>, u8), CliError> {
    let select = &arguments.select;
    let has_conditions = select.is_given() || !select.clouds.cloud.is_empty() || !select.profile.is_empty();
    if has_conditions && !arguments.targets.is_empty() {
        // Ignoring either of them could stop the wrong instances.
        return Err(CliError::new(
            2,
            localized(
                "use either targets or conditions that select instances, not both",
                "目标和筛选条件不能同时使用",
            ),
        ));
    }
    if arguments.all || arguments.select.is_given() {
        return selected(select, in_region(environment(), select), timeouts).await;
    }
    if arguments.targets.is_empty() {
        let line = localized(
            "no instances given; name targets, or select instances with --name, --tag, --state, --filter or --all",
            "没有指定实例：请写明目标，或用 --name、--tag、--state、--filter 或 --all 选取",
        );
        return Err(CliError::new(2, line));
    }
    let mut targets = Vec::new();
    for given in &arguments.targets {
        match given {
            TargetArg::Target(target) => targets.push(target.clone()),
            TargetArg::Id(id) => targets.push(of_id(id, &in_region(environment(), select))?),
            TargetArg::Stdin => {
                // On a separate thread, so that a signal is handled while the input is read.
                let environment = in_region(environment(), select);
                let read = tokio::task::spawn_blocking(move || read_lines(&environment)).await;
                targets.extend(read.map_err(|error| CliError::new(1, error.to_string()))??);
            }
        }
    }
    if targets.is_empty() {
        return Err(CliError::new(2, localized("no targets on standard input", "标准输入中没有目标")));
    }
    Ok((targets, 0))
}

/// Returns the environment with the region of the command line.
fn in_region(environment: Environment, select: &SelectArgs) -> Environment {
    environment.with_region(select.region.clone())
}

/// Lists the accounts and returns the matching instances as targets.
async fn selected(
    select: &SelectArgs,
    environment: Environment,
    timeouts: Timeouts,
) -> Result<(Vec<Target>, u8), CliError> {
    let accounts = accounts(&environment, select)?;
    let listings = fleet(environment, timeouts).list_accounts(&accounts).await;
    let code = report_errors(&listings);
    let rows = rows(&listings, select);
    if rows.is_empty() {
        output::notice(localized("no instances match", "没有匹配的实例"));
    }
    Ok((rows.iter().map(ListedInstance::target).collect(), code))
}

/// Returns the listed instances that meet all conditions.
pub(crate) fn rows<'a>(listings: &'a [Listing], select: &SelectArgs) -> Vec<ListedInstance<'a>> {
    let now = now();
    let selection = select.selection();
    let all = listings.iter().flat_map(|listing| {
        let cloud = listing.cloud;
        let profile = listing.profile.as_deref();
        listing.instances.iter().flatten().map(move |instance| ListedInstance {
            cloud,
            profile,
            instance,
            now,
        })
    });
    let selected = all.filter(|row| is_in_state(row, &select.state) && selection.matches(row));
    selected.filter(|row| select.filter.iter().all(|filter| filter.matches(row))).collect()
}

/// Returns true if the instance is in one of the states, without regard to case; always true for none.
fn is_in_state(row: &ListedInstance<'_>, states: &[String]) -> bool {
    let state = row.instance.state.as_str();
    states.is_empty() || states.iter().any(|wanted| wanted.eq_ignore_ascii_case(state))
}

/// Returns the current time, for conditions on ages.
fn now() -> UnixTime {
    SystemClock::new().now()
}

/// Reads targets from standard input, one per line. Blank lines and comments are skipped.
///
/// # Errors
///
/// Exit code 2 with the reason for an invalid line.
fn read_lines(environment: &Environment) -> Result<Vec<Target>, CliError> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        output::notice(localized(
            "reading targets from the terminal, one per line; end with Ctrl-D",
            "正在从终端读取目标，每行一个；按 Ctrl-D 结束",
        ));
    }
    let mut targets = Vec::new();
    for line in stdin.lock().lines() {
        let line = line.map_err(|error| {
            CliError::new(2, tr!("can't read standard input: {error}", "无法读取标准输入：{error}"))
        })?;
        // Only the first word counts, so that lines of a table work too.
        let Some(word) = line.split_whitespace().next().filter(|word| !word.starts_with('#')) else {
            continue;
        };
        match word
            .parse::<TargetArg>()
            .map_err(|why| CliError::new(2, tr!("standard input: {why}", "标准输入：{why}")))?
        {
            TargetArg::Target(target) => targets.push(target),
            TargetArg::Id(id) => targets.push(of_id(&id, environment)?),
            TargetArg::Stdin => {
                return Err(CliError::new(
                    2,
                    localized("standard input: - is not a target", "标准输入：- 不是目标"),
                ));
            }
        }
    }
    Ok(targets)
}

/// Returns the target for an id alone: the only account with credentials on a cloud whose ids have this
/// shape. Nothing is sent.
///
/// # Errors
///
/// Exit code 2 if no cloud or several accounts fit, 4 if none has credentials.
fn of_id(id: &InstanceId, environment: &Environment) -> Result<Target, CliError> {
    let fitting: Vec<_> = providers::clouds().into_iter().filter(|cloud| cloud.matches_id(id)).collect();
    if fitting.is_empty() {
        let line = tr!(
            "no cloud uses ids like {id:?}; use CLOUD/ID, or --name {id}",
            "{id:?} 不是任何一家云的 ID 形式：请写 CLOUD/{id}，或用 --name {id}",
            id = id.to_string()
        );
        return Err(CliError::new(2, line));
    }
    let accounts = environment.accounts(&fitting)?;
    let several_clouds = accounts.iter().any(|(cloud, _)| *cloud != accounts[0].0);
    match &accounts[..] {
        [account] => Ok(target_in(account, id)),
        [] => {
            let targets = fitting.iter().map(|cloud| Target::new(*cloud, None, id.clone()));
            let targets = alternatives(targets);
            let line = tr!(
                "no credentials for {targets}; see `tingji help credentials`",
                "未找到 {targets} 的凭证；请见 `tingji help credentials`"
            );
            Err(CliError::new(4, line))
        }
        many => {
            let what =
                if several_clouds { localized("clouds", "云") } else { localized("accounts", "账号") };
            let targets = alternatives(many.iter().map(|account| target_in(account, id)));
            let line =
                tr!("{id} matches several {what}; use {targets}", "{id} 可能属于多个{what}：请写 {targets}");
            Err(CliError::new(2, line))
        }
    }
}

/// Returns the target of an id in an account.
fn target_in((cloud, profile): &(Cloud, Option<String>), id: &InstanceId) -> Target {
    Target::of(*cloud, profile.as_deref(), None, id.clone())
}

/// Joins targets with "or".
fn alternatives(targets: impl Iterator<Item = Target>) -> String {
    let targets: Vec<_> = targets.map(|target| target.to_string()).collect();
    targets.join(localized(" or ", " 或 "))
}
