//! Result lines on the terminal, one for each check, and the last line with their counts.

#![allow(clippy::print_stdout, reason = "the lines are the output of a command")]

use std::process::ExitCode;

use crate::Tally;

/// Prints the last line and returns the exit code.
pub fn print_summary(tally: &Tally) -> ExitCode {
    println!("{} passed, {} failed", tally.passed, tally.failures.len());
    if tally.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Counts the result of a check and prints its line.
pub fn record(tally: &mut Tally, what: &str, outcome: Result<(), String>) {
    match outcome {
        Ok(()) => passed(tally, what),
        Err(why) => {
            println!("FAILED {what}: {why}");
            tally.failures.push(what.to_owned());
        }
    }
}

/// Counts a check that passed and prints its line.
pub fn passed(tally: &mut Tally, what: &str) {
    println!("ok {what}");
    tally.passed += 1;
}

/// Counts and prints a failure whose reason already names the check.
pub fn failed(tally: &mut Tally, why: String) {
    println!("FAILED {why}");
    tally.failures.push(why);
}

/// Prints a check that could not run. The check counts neither as passed nor as failed.
pub fn skipped(what: &str) {
    println!("SKIPPED {what}");
}
