//! [`Cell`]: the result of one row of the matrix at one cloud.

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

use tingji_core::DynLifecycle;
use tingji_core::engine::ActionOptions;
use tingji_sandbox::{Cloud, Scenario};

use super::row::{FLEET_SIZE, MatrixRow, Target};
use crate::simulation::{Harness, StopResult, connect};

/// Deadline of each stop.
const DEADLINE: Duration = Duration::from_secs(600);

/// Duration of a stop without faults.
const STOP_TIME: Duration = Duration::from_secs(4);

/// Seed of the jitter, so that every run has the same pauses.
const JITTER_SEED: u64 = 7;

/// Result of one row at one cloud.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The cloud.
    pub cloud: Cloud,
    /// Number of stops by outcome.
    pub outcomes: BTreeMap<&'static str, usize>,
    /// Exit code of the command.
    pub exit_code: u8,
    /// Number of requests.
    pub request_count: usize,
    /// Result of each stop.
    pub results: Vec<StopResult>,
    /// Reports that contradict the emulator's state, and unexpected outcomes; empty if the cell passed.
    pub problems: Vec<String>,
}

/// Results of one cloud, each with the index of its row.
type Column = Result<Vec<(usize, Cell)>, String>;

/// Runs all rows, each cloud in its own thread.
///
/// # Errors
///
/// A row can't be set up.
pub fn run_all(
    run: impl Fn(&MatrixRow, Cloud) -> Result<Cell, String> + Sync,
) -> Result<Vec<(MatrixRow, Vec<Cell>)>, String> {
    let rows = MatrixRow::all();
    let columns = thread::scope(|scope| {
        let rows = &rows;
        let run = &run;
        let threads = Cloud::ALL.map(|cloud| scope.spawn(move || run_column(rows, cloud, run)));
        threads.map(|thread| thread.join().unwrap_or_else(|_| Err("a thread panicked".to_owned())))
    });
    let mut matrix: Vec<(MatrixRow, Vec<Cell>)> = rows.iter().map(|row| (row.clone(), Vec::new())).collect();
    for column in columns {
        for (at, cell) in column? {
            matrix[at].1.push(cell);
        }
    }
    Ok(matrix)
}

fn run_column(
    rows: &[MatrixRow],
    cloud: Cloud,
    run: &impl Fn(&MatrixRow, Cloud) -> Result<Cell, String>,
) -> Column {
    let mut column = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.applies_to(cloud)) {
        column.push((at, run(row, cloud)?));
    }
    Ok(column)
}

/// Lines about the cells that failed.
pub fn problems(matrix: &[(MatrixRow, Vec<Cell>)]) -> Vec<String> {
    let mut lines = Vec::new();
    for (row, cells) in matrix {
        for cell in cells.iter().filter(|cell| !cell.problems.is_empty()) {
            lines.push(format!("{}: {row}: {}", cell.cloud, cell.problems.join("; ")));
        }
    }
    lines
}

/// Runs one row at one cloud, with the provider's own client.
///
/// # Errors
///
/// The row can't be set up.
pub fn run_cell(row: &MatrixRow, cloud: Cloud) -> Result<Cell, String> {
    let harness = harness(row, cloud, Scenario::empty())?;
    let lifecycle = connect(&harness.emulator.account(cloud), &harness.network, &harness.clock);
    let lifecycle = lifecycle.map_err(|error| error.to_string())?;
    run_on(&harness, lifecycle.as_ref(), row)
}

/// Creates the fleet of a row. The scenario provides the accounts.
///
/// # Errors
///
/// The scenario contradicts itself.
pub fn harness(row: &MatrixRow, cloud: Cloud, mut scenario: Scenario) -> Result<Harness, String> {
    scenario.seed = Some(1);
    Harness::new(cloud, row.untouched(), FLEET_SIZE, scenario, |_| STOP_TIME)
}

/// Runs one row with the given fleet and client, and compares the results with the emulator's state and
/// with the expected outcomes.
///
/// # Errors
///
/// A fault rule is invalid, or the fleet can't be stopped.
pub fn run_on(harness: &Harness, lifecycle: &dyn DynLifecycle, row: &MatrixRow) -> Result<Cell, String> {
    fastrand::seed(JITTER_SEED);
    let mut options = ActionOptions::default();
    options.deadline = DEADLINE;
    let results = if row.target == Target::Confirmation {
        harness.stop(lifecycle, options, || drop(add_faults(harness, row)))?
    } else {
        add_faults(harness, row)?;
        harness.stop(lifecycle, options, || {})?
    };
    let request_count = harness.emulator.request_count();
    let mut problems = harness.violations(&results);
    let exit_code = Harness::exit_code(&results);
    let outcomes = count_outcomes(&results);
    let expected = row.expected(harness.cloud);
    let unexpected = results.iter().find(|result| !expected.outcomes.contains(&result.report.outcome));
    if unexpected.is_some() || exit_code != expected.exit_code {
        let example = unexpected.or(results.first());
        let message = example.map(|result| result.report.message()).unwrap_or_default();
        problems.push(format!("{outcomes:?} with {exit_code} is not {expected:?}: {message}"));
    }
    Ok(Cell { cloud: harness.cloud, outcomes, exit_code, request_count, results, problems })
}

fn add_faults(harness: &Harness, row: &MatrixRow) -> Result<(), String> {
    for fault in row.faults(harness.cloud) {
        harness.emulator.add_fault(fault).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn count_outcomes(results: &[StopResult]) -> BTreeMap<&'static str, usize> {
    let mut outcomes = BTreeMap::new();
    for result in results {
        *outcomes.entry(result.report.outcome.as_str()).or_default() += 1;
    }
    outcomes
}
