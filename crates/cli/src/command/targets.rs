//! From what was typed to targets: ids by their shape, lines of standard input, selections.

use std::io::{BufRead, IsTerminal};

use tingji::core::api::Timeouts;
use tingji::core::clock::{Clock, SystemClock};
use tingji::core::{InstanceId, UnixTime};
use tingji::select::{ListedInstance, Selection};
use tingji::{Cloud, Environment, Fleet, Listing, Target};

use super::accounts::{accounts, tell_errors};
use crate::args::{Given, SelectArguments, Targets};
use crate::error::Failure;
use crate::lang::{pick, say};
use crate::output;

/// The targets of a command, in the order given; and the exit code of clouds that could not be listed.
pub(crate) async fn resolve(
    arguments: &Targets,
    environment: impl Fn() -> Environment,
    timeouts: Timeouts,
) -> Result<(Vec<Target>, u8), Failure> {
    let select = &arguments.select;
    let chosen = select.is_given() || !select.cloud.is_empty() || !select.profile.is_empty();
    if chosen && !arguments.targets.is_empty() {
        // Neither may be left away in silence.
        return Err(Failure::new(
            2,
            pick("give targets, or conditions that select them, but not both", "目标和筛选条件只能给出一种"),
        ));
    }
    let of_region = || environment().with_region(arguments.select.region.clone());
    if arguments.all || arguments.select.is_given() {
        return selected(&arguments.select, of_region(), timeouts).await;
    }
    if arguments.targets.is_empty() {
        let line = pick(
            "which instances? name them, or select them with --name, --tag, --state, --filter or --all",
            "没有指定实例：请写明目标，或用 --name、--tag、--state、--filter 或 --all 选取",
        );
        return Err(Failure::new(2, line));
    }
    let mut targets = Vec::new();
    for given in &arguments.targets {
        match given {
            Given::Target(target) => targets.push(target.clone()),
            Given::Id(id) => targets.push(of_id(id, &of_region())?),
            Given::Stdin => {
                // On a thread of its own, so that a signal is heard meanwhile.
                let environment = of_region();
                let read = tokio::task::spawn_blocking(move || read_lines(&environment)).await;
                targets.extend(read.map_err(|error| Failure::new(1, error.to_string()))??);
            }
        }
    }
    if targets.is_empty() {
        return Err(Failure::new(2, pick("standard input names no target", "标准输入中没有目标")));
    }
    Ok((targets, 0))
}

async fn selected(
    select: &SelectArguments,
    environment: Environment,
    timeouts: Timeouts,
) -> Result<(Vec<Target>, u8), Failure> {
    let accounts = accounts(&environment, select)?;
    let listings = Fleet::new(environment).with_timeouts(timeouts).list_accounts(&accounts).await;
    let code = tell_errors(&listings);
    let rows = rows(&listings, select);
    let target = |row: &ListedInstance<'_>| {
        Target::of(row.cloud, row.profile, row.instance.region.as_deref(), row.instance.id.clone())
    };
    if rows.is_empty() {
        output::notice(pick("no instance is selected", "没有选中任何实例"));
    }
    Ok((rows.iter().map(target).collect(), code))
}

/// The listed instances that are selected.
pub(crate) fn rows<'a>(listings: &'a [Listing], select: &SelectArguments) -> Vec<ListedInstance<'a>> {
    let (now, selection) = (now(), select.selection());
    let all = listings.iter().flat_map(|listing| {
        let (cloud, profile) = (listing.cloud, listing.profile.as_deref());
        listing.instances.iter().flatten().map(move |instance| ListedInstance {
            cloud,
            profile,
            instance,
            now,
        })
    });
    let in_state = |row: &ListedInstance<'_>| {
        let state = row.instance.state.as_str();
        select.state.is_empty() || select.state.iter().any(|wanted| wanted.eq_ignore_ascii_case(state))
    };
    let holds =
        |filters: &[Selection], row: &ListedInstance<'_>| filters.iter().all(|filter| filter.matches(row));
    all.filter(|row| in_state(row) && selection.matches(row) && holds(&select.filter, row)).collect()
}

fn now() -> UnixTime {
    SystemClock::new().now()
}

fn read_lines(environment: &Environment) -> Result<Vec<Target>, Failure> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        output::notice(pick(
            "reading targets from the terminal, one a line; end with Ctrl-D",
            "正在从终端读取目标，每行一个；按 Ctrl-D 结束",
        ));
    }
    let mut targets = Vec::new();
    for line in stdin.lock().lines() {
        let line = line.map_err(|error| {
            Failure::new(2, say!("standard input can't be read: {error}", "无法读取标准输入：{error}"))
        })?;
        // The first word, so that a table's or a list's line can be handed on.
        let Some(word) = line.split_whitespace().next().filter(|word| !word.starts_with('#')) else {
            continue;
        };
        match word
            .parse::<Given>()
            .map_err(|why| Failure::new(2, say!("standard input: {why}", "标准输入：{why}")))?
        {
            Given::Target(target) => targets.push(target),
            Given::Id(id) => targets.push(of_id(&id, environment)?),
            Given::Stdin => {
                return Err(Failure::new(2, pick("standard input: - is no target", "标准输入：- 不是目标")));
            }
        }
    }
    Ok(targets)
}

/// The one account with keys whose cloud's ids look like this one. No cloud is asked.
fn of_id(id: &InstanceId, environment: &Environment) -> Result<Target, Failure> {
    let fitting: Vec<_> = Cloud::ALL.into_iter().filter(|cloud| cloud.matches_id(id)).collect();
    if fitting.is_empty() {
        let line = say!(
            "{id:?} looks like no cloud's id: write CLOUD/{id}",
            "{id:?} 不是任何一家云的 ID 形式：请写 CLOUD/{id}，或用 --name {id}",
            id = id.to_string()
        );
        return Err(Failure::new(2, line));
    }
    let accounts = environment.accounts(&fitting)?;
    let target =
        |(cloud, profile): &(Cloud, Option<String>)| Target::of(*cloud, profile.as_deref(), None, id.clone());
    let written = |targets: Vec<Target>| {
        targets.iter().map(Target::to_string).collect::<Vec<_>>().join(pick(" or ", " 或 "))
    };
    let several_clouds = accounts.iter().any(|(cloud, _)| *cloud != accounts[0].0);
    match &accounts[..] {
        [account] => Ok(target(account)),
        [] => {
            let targets =
                written(fitting.iter().map(|cloud| Target::new(*cloud, None, id.clone())).collect());
            let line = say!(
                "no credentials are found for {targets}; see `tingji help credentials`",
                "未找到 {targets} 的凭证；请见 `tingji help credentials`"
            );
            Err(Failure::new(4, line))
        }
        many => {
            let what = if several_clouds { pick("clouds", "云") } else { pick("accounts", "账号") };
            let targets = written(many.iter().map(target).collect());
            let line = say!(
                "{id} may be of several {what}: write {targets}",
                "{id} 可能属于多个{what}：请写 {targets}"
            );
            Err(Failure::new(2, line))
        }
    }
}
