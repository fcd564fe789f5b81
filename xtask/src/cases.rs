//! `vectors check` and `captures check`: files with a case a line.

use std::path::PathBuf;

use tingji_tests::Tally;

/// Checks every line of these files and prints what failed. A file that can't be read is a failure.
pub(crate) fn check(files: &[PathBuf], check: fn(&str) -> Result<(), String>) -> Tally {
    let mut total = Tally::default();
    for file in files {
        match Tally::of_files([file], check) {
            Ok(tally) => {
                total.passed += tally.passed;
                total.failures.extend(tally.failures);
            }
            Err(why) => total.failures.push(why),
        }
    }
    total.failures.iter().for_each(|failure| println!("{failure}"));
    if total.passed + total.failures.len() == 0 {
        println!("no case was read");
    }
    total
}
