//! The fault matrix: every fault of the sandbox, at every cloud, while a fleet of twenty is stopped.

mod case;
mod page;
mod trouble;

use std::collections::BTreeMap;

use std::thread;
use std::time::Duration;

use tingji_core::Lifecycle;
use tingji_core::engine::ActionOptions;
use tingji_sandbox::{Cloud, Scenario};

use crate::simulation::{Ended, Stage, connect};

pub use case::{Case, Expected, Often, Place};

pub use page::page;
pub use trouble::{Nature, Trouble};

/// How many are stopped at once.
pub const FLEET: usize = 20;

/// How long the fleet may take.
const DEADLINE: Duration = Duration::from_secs(600);

/// How long a stop takes when all is well.
const TAKES: Duration = Duration::from_secs(4);

/// What came of one case at one cloud.
#[derive(Clone, Debug)]
pub struct Row {
    /// The cloud.
    pub cloud: Cloud,
    /// How many ended in which way.
    pub outcomes: BTreeMap<&'static str, usize>,
    /// The command's.
    pub exit_code: u8,
    /// How many were made.
    pub requests: usize,
    /// How each stop ended.
    pub ended: Vec<Ended>,
    /// What was wrong with that; nothing, if all is well.
    pub problems: Vec<String>,
}

/// Plays all cases, the clouds side by side.
///
/// # Errors
///
/// If a case can't be played.
pub fn play_all(
    player: impl Fn(&Case, Cloud) -> Result<Row, String> + Sync,
) -> Result<Vec<(Case, Vec<Row>)>, String> {
    let cases = Case::all();
    let column = |cloud: Cloud| {
        let cases = cases.iter().enumerate().filter(move |(_, case)| case.is_of(cloud));
        cases.map(|(at, case)| Ok((at, player(case, cloud)?))).collect::<Result<Vec<_>, String>>()
    };
    let columns = thread::scope(|scope| {
        let column = &column;
        let threads = Cloud::ALL.map(|cloud| scope.spawn(move || column(cloud)));
        threads.map(|thread| thread.join().unwrap_or_else(|_| Err("a player panicked".to_owned())))
    });
    let mut matrix: Vec<(Case, Vec<Row>)> = cases.iter().map(|case| (case.clone(), Vec::new())).collect();
    for column in columns {
        column?.into_iter().for_each(|(at, row)| matrix[at].1.push(row));
    }
    Ok(matrix)
}

/// The same as lines for people, one for each case that went wrong somewhere.
pub fn problems(matrix: &[(Case, Vec<Row>)]) -> Vec<String> {
    let rows = matrix.iter().flat_map(|(case, rows)| rows.iter().map(move |row| (case, row)));
    let bad = rows.filter(|(_, row)| !row.problems.is_empty());
    bad.map(|(case, row)| format!("{}: {case}: {}", row.cloud, row.problems.join("; "))).collect()
}

/// Plays one case at one cloud and judges what was reported by the truth.
///
/// # Errors
///
/// If it can't be played.
pub fn play(case: &Case, cloud: Cloud) -> Result<Row, String> {
    let stage = stage(case, cloud, Scenario::empty())?;
    let lifecycle = connect(&stage.clouds.account(cloud), &stage.network, &stage.clock);
    let lifecycle = lifecycle.map_err(|error| error.to_string())?;
    play_on(&stage, lifecycle.as_ref(), case)
}

/// The stage of a case; the scenario is for who may sign.
///
/// # Errors
///
/// If the scenario contradicts itself.
pub fn stage(case: &Case, cloud: Cloud, mut scenario: Scenario) -> Result<Stage, String> {
    scenario.seed = Some(1);
    Stage::new(cloud, case.bystanders(), FLEET, scenario, |_| TAKES)
}

/// The same on a stage of one's own.
///
/// # Errors
///
/// If it can't be played.
pub fn play_on(stage: &Stage, lifecycle: &dyn Lifecycle, case: &Case) -> Result<Row, String> {
    // The pauses vary by chance, which is the same chance on every run.
    fastrand::seed(7);
    let faults = case.faults(stage.cloud);
    let add = || faults.into_iter().try_for_each(|fault| stage.clouds.add_fault(fault));
    let mut options = ActionOptions::default();
    options.deadline = DEADLINE;
    let ended = if case.place == Place::Confirmation {
        stage.stop(lifecycle, options, move || drop(add()))?
    } else {
        add().map_err(|error| error.to_string())?;
        stage.stop(lifecycle, options, || {})?
    };
    let requests = stage.clouds.request_count();
    let mut problems = stage.lies(&ended);
    let exit_code = Stage::exit_code(&ended);
    let outcomes = count(&ended);
    let expected = case.expected(stage.cloud);
    let surprise = ended.iter().find(|one| !expected.outcomes.contains(&one.report.outcome));
    if surprise.is_some() || exit_code != expected.exit_code {
        let why = surprise.or(ended.first()).map(|one| one.report.message.as_str()).unwrap_or_default();
        problems.push(format!("{outcomes:?} with {exit_code} is not {expected:?}: {why}"));
    }
    Ok(Row { cloud: stage.cloud, outcomes, exit_code, requests, ended, problems })
}

fn count(ended: &[Ended]) -> BTreeMap<&'static str, usize> {
    let mut outcomes = BTreeMap::new();
    ended.iter().for_each(|one| *outcomes.entry(one.report.outcome.as_str()).or_default() += 1);
    outcomes
}
