//! `docs`: the pages of the book that are written by the command and from the providers' tables.

use std::process::Stdio;

use tingji_tests::Tally;

use crate::process::root;
use crate::report::failed;
use crate::{generated, pages, process};

/// What the command can be told.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Write nothing: fail if a page is not what would be written
    #[arg(long)]
    check: bool,
}

/// Builds the command, and writes or compares its page and the providers'.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    match all() {
        Ok(pages) => {
            for (file, page) in pages {
                match generated::settle(&file, &page, options.check, "cargo xtask docs") {
                    Ok(()) => tally.passed += 1,
                    Err(why) => failed(&mut tally, why),
                }
            }
        }
        Err(why) => failed(&mut tally, why),
    }
    tally
}

fn all() -> Result<Vec<(std::path::PathBuf, String)>, String> {
    let mut pages = pages::all(root())?;
    pages.push((root().join("docs/cli.md"), page()?));
    Ok(pages)
}

fn page() -> Result<String, String> {
    let mut command =
        process::cargo(&["run", "--quiet", "--package", "tingji-cli", "--", "man", "--markdown"]);
    command.stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output().map_err(|error| format!("cargo run did not start: {error}"))?;
    if !output.status.success() {
        return Err(process::ended(&command, &output));
    }
    String::from_utf8(output.stdout).map_err(|_| "the page is not UTF-8".to_owned())
}
