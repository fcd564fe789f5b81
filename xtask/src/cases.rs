//! `vectors check` and `captures check`: files with a case a line.

use std::path::PathBuf;

use tingji_tests::Tally;

use crate::process;
use crate::report::failed;

/// Checks every line of these files, or of all in this folder of the repository's data, and prints what
/// failed. A file that can't be read is a failure.
pub(crate) fn check(folder: &str, files: &[PathBuf], check: fn(&str) -> Result<(), String>) -> Tally {
    let mut total = Tally::default();
    let ours = match files {
        [] => in_folder(folder).unwrap_or_else(|why| {
            failed(&mut total, why);
            Vec::new()
        }),
        _ => Vec::new(),
    };
    for file in files.iter().chain(&ours) {
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

fn in_folder(name: &str) -> Result<Vec<PathBuf>, String> {
    let folder = process::root().join("tests/data").join(name);
    let files = std::fs::read_dir(&folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>());
    let mut files = files.map_err(|error| format!("{}: {error}", folder.display()))?;
    files.sort();
    Ok(files)
}
