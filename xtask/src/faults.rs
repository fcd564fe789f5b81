//! `faults`: the fault matrix as a page of the documentation.

use tingji_tests::Tally;
use tingji_tests::matrix::{page, play, play_all, problems};

use crate::{generated, process};

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
    let file = process::root().join("docs/faults.md");
    generated::settle(&file, page, options.check, "cargo xtask faults")
}
