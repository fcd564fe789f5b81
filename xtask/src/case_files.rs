//! `vectors check` and `captures check`: files with one case on each line.

use std::path::PathBuf;

use tingji_tests::report::failed;
use tingji_tests::{Tally, process};

/// Checks every line of `files`, or of all files in `tests/data/FOLDER` if `files` is empty, and prints each
/// failure. An unreadable file is a failure.
pub(crate) fn check(folder: &str, files: &[PathBuf], check: fn(&str) -> Result<(), String>) -> Tally {
    let mut total = Tally::default();
    let stored = match files {
        [] => in_folder(folder).unwrap_or_else(|why| {
            failed(&mut total, why);
            Vec::new()
        }),
        _ => Vec::new(),
    };
    for file in files.iter().chain(&stored) {
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

/// Files of a folder below `tests/data`, sorted.
fn in_folder(name: &str) -> Result<Vec<PathBuf>, String> {
    let folder = process::root().join("tests/data").join(name);
    let files = std::fs::read_dir(&folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>());
    let mut files = files.map_err(|error| format!("{}: {error}", folder.display()))?;
    files.sort();
    Ok(files)
}
