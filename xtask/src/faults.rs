//! `faults`: the fault matrix as a page of the documentation.

use std::fs;
use std::path::PathBuf;

use tingji_tests::Tally;
use tingji_tests::matrix::{page, play, play_all, problems};

use crate::process;

/// What the command can be told.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Write nothing: fail if the page is stale
    #[arg(long)]
    check: bool,
}

/// Plays the matrix, and writes or compares its page. Each cell is a case.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    match play_all(play) {
        Ok(matrix) => {
            tally.failures = problems(&matrix);
            let cells: usize = matrix.iter().map(|(_, rows)| rows.len()).sum();
            tally.passed = cells - tally.failures.len();
            tally.failures.extend(settle(&page(&matrix), options).err());
        }
        Err(why) => tally.failures.push(why),
    }
    tally.failures.iter().for_each(|failure| println!("FAILED {failure}"));
    tally
}

fn settle(page: &str, options: &Options) -> Result<(), String> {
    let path = path();
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    if !options.check {
        return fs::write(&path, page).map_err(failed);
    }
    let is_current = fs::read_to_string(&path).map_err(failed)? == page;
    if is_current { Ok(()) } else { Err("docs/src/faults.md is stale: run `cargo xtask faults`".to_owned()) }
}

fn path() -> PathBuf {
    process::home().parent().unwrap_or(process::home()).join("docs/src/faults.md")
}
