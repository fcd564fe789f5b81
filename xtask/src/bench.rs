//! `bench`: what signing, stopping and building cost, beside what was promised.

mod build;
mod fleet;
mod instructions;
mod page;
mod sdks;
mod signers;

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use tingji_tests::Tally;

use crate::process;

/// What is measured.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Compare the signers' instruction counts with those kept in the repository, and measure nothing
    /// else: a rise of more than 5 % is a failure
    ///
    /// Counts come from valgrind and are the same on a busy machine and an idle one.
    #[arg(long, conflicts_with = "parts")]
    check: bool,
    /// Measure these parts alone, and leave the rest of the page as it is; all of them if none is named
    ///
    /// The times are those of two calm cores, the builds before the first run left out, which take 5 to
    /// 10 minutes.
    #[arg(value_name = "PART")]
    parts: Vec<Part>,
}

/// A part of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Part {
    /// Signers and verifiers beside their hashes and other crates, in one run: processor time and
    /// allocations; half a minute
    Signers,
    /// The signers of the official Python SDKs beside ours: processor time; a minute, and some more to
    /// install the SDKs if they are not there
    Sdks,
    /// What the libraries cost to build (crates, processor time, size), and the command to start (time,
    /// memory); 5 minutes
    Build,
    /// Fleets of 100, 1000 and 10000 stopped and confirmed against the sandbox in another process, on all
    /// clouds: requests to those needed, processor time, memory, time beside the size; 500 stops by each
    /// official Python SDK with 32 threads; one stop by the command; 3 minutes
    Fleet,
    /// Instructions of each signer, counted by valgrind; writes tests/bench/instructions.json and no row;
    /// a minute
    Instructions,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
struct Row {
    what: String,
    reached: f64,
    bound: Bound,
    unit: String,
}

/// What was promised.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

impl Row {
    fn at_most(what: impl Into<String>, reached: f64, most: f64, unit: &str) -> Self {
        Self { what: what.into(), reached, bound: Bound::AtMost(most), unit: unit.into() }
    }

    fn at_least(what: impl Into<String>, reached: f64, least: f64, unit: &str) -> Self {
        Self { what: what.into(), reached, bound: Bound::AtLeast(least), unit: unit.into() }
    }

    fn is_good(&self) -> bool {
        match self.bound {
            Bound::AtMost(most) => self.reached <= most,
            Bound::AtLeast(least) => self.reached >= least,
        }
    }

    fn promised(&self) -> String {
        match self.bound {
            Bound::AtMost(most) => format!("≤ {most} {}", self.unit),
            Bound::AtLeast(least) => format!("≥ {least} {}", self.unit),
        }
    }

    fn reached(&self) -> String {
        format!("{:.2} {}", self.reached, self.unit)
    }

    fn verdict(&self) -> &'static str {
        if self.is_good() { "ok" } else { "SHORT" }
    }
}

/// Measures, prints each line, and writes the page with it. A promise that is not kept
/// is told, and is a failure.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    if let Err(why) = measure(options, &mut tally) {
        println!("FAILED {why}");
        tally.failures.push(why);
    }
    tally
}

fn measure(options: &Options, tally: &mut Tally) -> Result<(), String> {
    if options.check {
        return instructions::check(&bench_program()?, tally);
    }
    let wanted = |part: Part| options.parts.is_empty() || options.parts.contains(&part);
    let mut results = Vec::new();
    println!("{}", page::line(["what", "must", "reached", "ok/short (reason)"]));
    if wanted(Part::Signers) || wanted(Part::Sdks) {
        let times = signers::Times::measure(&bench_program()?)?;
        if wanted(Part::Signers) {
            let notes = vec![times.note()?];
            results.push(Measured { notes, ..Measured::new(Part::Signers, times.rows()?) });
        }
        if wanted(Part::Sdks) {
            results.push(Measured::new(Part::Sdks, sdks::rows(&times)?));
        }
    }
    if wanted(Part::Build) {
        results.push(Measured::new(Part::Build, build::rows()?));
    }
    if wanted(Part::Fleet) {
        let (rows, notes) = fleet::rows()?;
        results.push(Measured { notes, ..Measured::new(Part::Fleet, rows) });
    }
    if wanted(Part::Instructions) {
        instructions::keep(&bench_program()?)?;
    }
    let short = |row: &&Row| !row.is_good();
    for Measured { rows, .. } in &results {
        tally.passed += rows.iter().filter(|row| row.is_good()).count();
        tally.failures.extend(rows.iter().filter(short).map(|row| row.what.clone()));
    }
    page::update(results)
}

/// What a part of the table says now, and what else there is to tell of it.
struct Measured {
    part: Part,
    rows: Vec<Row>,
    notes: Vec<String>,
}

impl Measured {
    /// Told as soon as it is there.
    fn new(part: Part, rows: Vec<Row>) -> Self {
        for row in &rows {
            let reason = if row.is_good() { String::new() } else { format!(" ({})", page::reason(row)) };
            let verdict = format!("{}{reason}", row.verdict());
            println!("{}", page::line([&row.what, row.promised().trim(), row.reached().trim(), &verdict]));
        }
        Self { part, rows, notes: Vec::new() }
    }
}

/// The folder of the crate outside the workspace.
fn bench_home() -> PathBuf {
    process::home().with_file_name("tests").join("bench")
}

/// Builds it, in a folder of its own.
fn bench_program() -> Result<PathBuf, String> {
    let target = process::target_dir().join("bench");
    let mut build = process::cargo(&["build", "--quiet", "--profile", "dist"]);
    process::run(build.current_dir(bench_home()).env("CARGO_TARGET_DIR", &target))?;
    Ok(target.join("dist").join("tingji-bench"))
}

/// What a program says on its standard output.
fn output(program: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = process::run_with_input(Command::new(program).args(arguments), "")?;
    if !output.status.success() {
        return Err(format!("{}: {}", program.display(), String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_kept_at_its_bound_and_broken_beyond_it() {
        assert!(Row::at_most("a", 2.0, 2.0, "×").is_good() && Row::at_least("a", 2.0, 2.0, "×").is_good());
        assert_eq!(Row::at_most("a", 2.1, 2.0, "×").verdict(), "SHORT");
        assert_eq!(Row::at_least("a", 1.9, 2.0, "×").verdict(), "SHORT");
        assert_eq!(Row::at_least("a", f64::NAN, 2.0, "×").verdict(), "SHORT", "what was not measured");
    }

    #[test]
    fn half_of_the_values_are_below_the_median() {
        assert_eq!(median(vec![9.0, 1.0, 5.0]).to_bits(), 5.0_f64.to_bits());
    }
}
