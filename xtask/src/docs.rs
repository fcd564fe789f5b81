//! `docs`: the pages of the book that are written by the command and from the providers' tables.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

use tingji_tests::Tally;

use crate::{pages, process};

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
    let pages = pages::all(root()).unwrap_or_else(|why| fail(&mut tally, why));
    for (file, page) in pages {
        count(&mut tally, settle(&file, &page, options.check));
    }
    count(&mut tally, page().and_then(|page| settle(&root().join("docs/src/cli.md"), &page, options.check)));
    tally
}

fn count(tally: &mut Tally, outcome: Result<(), String>) {
    match outcome {
        Ok(()) => tally.passed += 1,
        Err(why) => fail(tally, why),
    }
}

fn fail<T: Default>(tally: &mut Tally, why: String) -> T {
    println!("FAILED {why}");
    tally.failures.push(why);
    T::default()
}

fn root() -> &'static Path {
    process::home().parent().unwrap_or(process::home())
}

fn page() -> Result<String, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--package", "tingji-cli", "--", "man", "--markdown"]);
    command.current_dir(process::home()).stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output().map_err(|error| format!("cargo run did not start: {error}"))?;
    if !output.status.success() {
        return Err(process::ended(&command, &output));
    }
    String::from_utf8(output.stdout).map_err(|_| "the page is not UTF-8".to_owned())
}

/// Writes the page where it differs, or says that it does.
fn settle(file: &Path, page: &str, check: bool) -> Result<(), String> {
    let shown = file.display();
    match std::fs::read_to_string(file) {
        Ok(found) if found == page => Ok(()),
        _ if check => Err(format!("{shown} is stale: run `cargo xtask docs`")),
        _ => {
            println!("wrote {shown}");
            file.parent()
                .map_or(Ok(()), std::fs::create_dir_all)
                .map_err(|error| format!("{shown}: {error}"))?;
            std::fs::write(file, page).map_err(|error| format!("{shown}: {error}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::settle;

    #[test]
    fn a_page_that_differs_is_written_and_when_only_checked_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cli.md");
        let stale = settle(&file, "new\n", true).unwrap_err();
        assert!(stale.ends_with("cli.md is stale: run `cargo xtask docs`") && !file.exists(), "{stale}");
        settle(&file, "new\n", false).unwrap();
        settle(&file, "new\n", true).unwrap();
        assert!(settle(&file, "newer\n", true).is_err());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "new\n");
    }
}
