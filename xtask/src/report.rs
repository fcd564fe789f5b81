//! Telling on the terminal what held and what did not, a line for each.

use tingji_tests::Tally;

/// Counts an outcome and prints its line.
pub(crate) fn settle(tally: &mut Tally, what: &str, outcome: Result<(), String>) {
    match outcome {
        Ok(()) => passed(tally, what),
        Err(why) => {
            println!("FAILED {what}: {why}");
            tally.failures.push(what.to_owned());
        }
    }
}

/// Counts and prints what held.
pub(crate) fn passed(tally: &mut Tally, what: &str) {
    println!("ok {what}");
    tally.passed += 1;
}

/// Counts and prints a failure that needs no name beside its reason.
pub(crate) fn failed(tally: &mut Tally, why: String) {
    println!("FAILED {why}");
    tally.failures.push(why);
}

/// Prints what could not be looked at. It neither holds nor fails.
pub(crate) fn skipped(what: &str) {
    println!("SKIPPED {what}");
}
