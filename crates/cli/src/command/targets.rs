//! From what was typed to targets: ids by their shape, lines of standard input, selections.

use std::io::{BufRead, IsTerminal};

use tingji::core::api::Timeouts;
use tingji::core::clock::{Clock, SystemClock};
use tingji::core::{InstanceId, UnixTime};
use tingji::select::{Row, Selection};
use tingji::{Cloud, Environment, Fleet, Listing, Target};

use crate::args::{Given, SelectArguments, Targets};
use crate::failure::Failure;
use crate::output;

use super::list::{clouds, tell_errors};

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
        return Err(Failure::new(2, "give targets, or conditions that select them, but not both"));
    }
    let of_region = || environment().with_region(arguments.select.region.clone());
    if arguments.all || arguments.select.is_given() {
        return selected(&arguments.select, of_region(), timeouts).await;
    }
    let mut targets = Vec::new();
    for given in &arguments.targets {
        match given {
            Given::Target(target) => targets.push(target.clone()),
            Given::Id(id) => targets.push(of_id(id, &of_region())?),
            Given::Stdin => targets.extend(read_lines(&of_region())?),
        }
    }
    if targets.is_empty() {
        return Err(Failure::new(2, "standard input names no target"));
    }
    Ok((targets, 0))
}

async fn selected(
    select: &SelectArguments,
    environment: Environment,
    timeouts: Timeouts,
) -> Result<(Vec<Target>, u8), Failure> {
    let clouds = clouds(&environment, &select.cloud)?;
    let fleet = Fleet::new(environment).with_timeouts(timeouts);
    let listings = fleet.list_profiles(&clouds, &profiles(select)).await;
    let code = tell_errors(&listings);
    let rows = rows(&listings, select);
    let target = |row: &Row<'_>| {
        Target::of(row.cloud, row.profile, row.instance.region.as_deref(), row.instance.id.clone())
    };
    if rows.is_empty() {
        output::notice("no instance is selected");
    }
    Ok((rows.iter().map(target).collect(), code))
}

pub(crate) fn profiles(select: &SelectArguments) -> Vec<Option<String>> {
    if select.profile.is_empty() { vec![None] } else { select.profile.iter().cloned().map(Some).collect() }
}

/// The listed instances that are selected.
pub(crate) fn rows<'a>(listings: &'a [Listing], select: &SelectArguments) -> Vec<Row<'a>> {
    let (now, selection) = (now(), select.selection());
    let all = listings.iter().flat_map(|listing| {
        let (cloud, profile) = (listing.cloud, listing.profile.as_deref());
        listing.instances.iter().flatten().map(move |instance| Row { cloud, profile, instance, now })
    });
    let in_state = |row: &Row<'_>| {
        let state = row.instance.state.as_str();
        select.state.is_empty() || select.state.iter().any(|wanted| wanted.eq_ignore_ascii_case(state))
    };
    let holds = |filters: &[Selection], row: &Row<'_>| filters.iter().all(|filter| filter.matches(row));
    all.filter(|row| in_state(row) && selection.matches(row) && holds(&select.filter, row)).collect()
}

fn now() -> UnixTime {
    SystemClock::new().now()
}

fn read_lines(environment: &Environment) -> Result<Vec<Target>, Failure> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        output::notice("reading targets from the terminal, one a line; end with Ctrl-D");
    }
    let mut targets = Vec::new();
    for line in stdin.lock().lines() {
        let line = line.map_err(|error| Failure::new(2, format!("standard input can't be read: {error}")))?;
        // The first word, so that a table's or a list's line can be handed on.
        let Some(word) = line.split_whitespace().next().filter(|word| !word.starts_with('#')) else {
            continue;
        };
        match word.parse::<Given>().map_err(|why| Failure::new(2, format!("standard input: {why}")))? {
            Given::Target(target) => targets.push(target),
            Given::Id(id) => targets.push(of_id(&id, environment)?),
            Given::Stdin => return Err(Failure::new(2, "standard input: - is no target")),
        }
    }
    Ok(targets)
}

/// The one cloud with keys whose ids look like this one.
fn of_id(id: &InstanceId, environment: &Environment) -> Result<Target, Failure> {
    let fitting: Vec<_> = Cloud::ALL.into_iter().filter(|cloud| cloud.may_name(id)).collect();
    let with_keys: Vec<_> = fitting.iter().copied().filter(|cloud| environment.mentions(*cloud)).collect();
    let written = |clouds: &[Cloud]| {
        clouds.iter().map(|cloud| format!("{cloud}/{id}")).collect::<Vec<_>>().join(" or ")
    };
    match (&fitting[..], &with_keys[..]) {
        ([], _) => Err(Failure::new(
            2,
            format!("{id:?} looks like no cloud's id: write CLOUD/{id}", id = id.to_string()),
        )),
        (_, [cloud]) => Ok(Target::new(*cloud, None, id.clone())),
        (_, []) => Err(Failure::new(4, format!("no credentials are found for {}", written(&fitting)))),
        (_, many) => Err(Failure::new(2, format!("{id} may be of several clouds: write {}", written(many)))),
    }
}
