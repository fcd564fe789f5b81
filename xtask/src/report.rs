//! Result lines on the terminal, one for each check.

use tingji_tests::Tally;

/// Counts the result of a check and prints its line.
pub(crate) fn record(tally: &mut Tally, what: &str, outcome: Result<(), String>) {
    match outcome {
        Ok(()) => passed(tally, what),
        Err(why) => {
            println!("FAILED {what}: {why}");
            tally.failures.push(what.to_owned());
        }
    }
}

/// Counts a check that passed and prints its line.
pub(crate) fn passed(tally: &mut Tally, what: &str) {
    println!("ok {what}");
    tally.passed += 1;
}

/// Counts and prints a failure whose reason already names the check.
pub(crate) fn failed(tally: &mut Tally, why: String) {
    println!("FAILED {why}");
    tally.failures.push(why);
}

/// Prints a check that could not run. The check counts neither as passed nor as failed.
pub(crate) fn skipped(what: &str) {
    println!("SKIPPED {what}");
}
