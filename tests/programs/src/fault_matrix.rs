//! `faults`: the fault matrix as a page of the book.

use tingji_tests::matrix::{page, problems, run_all, run_cell};
use tingji_tests::{Tally, generated, process};

/// Arguments of `cargo xtask faults`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail if the page is stale
    #[arg(long)]
    check: bool,
}

/// Runs the matrix, and writes or compares its page. Each cell counts as one check.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    match run_all(run_cell) {
        Ok(matrix) => {
            tally.failures = problems(&matrix);
            let cells: usize = matrix.iter().map(|(_, rows)| rows.len()).sum();
            tally.passed = cells - tally.failures.len();
            tally.failures.extend(write_or_check(&page(&matrix), options).err());
        }
        Err(why) => tally.failures.push(why),
    }
    tally.failures.iter().for_each(|failure| println!("FAILED {failure}"));
    tally
}

fn write_or_check(page: &str, options: &Options) -> Result<(), String> {
    let file = process::root().join("docs/faults.md");
    generated::write_or_check(&file, page, options.check, "cargo xtask faults")
}
