//! `docs`: the generated pages of the book, one for the command line and one for each provider.

use std::path::PathBuf;
use std::process::Stdio;

use tingji_tests::process::root;
use tingji_tests::report::failed;
use tingji_tests::{Tally, generated, process};

use crate::provider_docs;

/// Arguments of `cargo xtask docs`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail if a page is stale
    #[arg(long)]
    check: bool,
}

/// Builds the command, and writes or compares its page and the providers' pages.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    match pages() {
        Ok(pages) => {
            for (file, page) in pages {
                match generated::write_or_check(&file, &page, options.check, "cargo xtask docs") {
                    Ok(()) => tally.passed += 1,
                    Err(why) => failed(&mut tally, why),
                }
            }
        }
        Err(why) => failed(&mut tally, why),
    }
    tally
}

/// Path and text of every generated page.
fn pages() -> Result<Vec<(PathBuf, String)>, String> {
    let mut pages = provider_docs::pages(root())?;
    pages.push((root().join("docs/cli.md"), command_page()?));
    Ok(pages)
}

/// Text of `docs/cli.md`, which the command itself prints.
fn command_page() -> Result<String, String> {
    let mut command =
        process::cargo(&["run", "--quiet", "--package", "tingji-cli", "--", "man", "--markdown"]);
    command.stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output().map_err(|error| format!("cargo run did not start: {error}"))?;
    if !output.status.success() {
        return Err(process::describe_exit(&command, &output));
    }
    String::from_utf8(output.stdout).map_err(|_| "the page is not UTF-8".to_owned())
}
