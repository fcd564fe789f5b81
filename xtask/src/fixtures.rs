//! `fixtures`: the recorded responses of the sandbox that the providers' tests read.
//!
//! The scripts of the clouds are in `tests/src/fixtures`.

mod fixture_files;

use std::path::PathBuf;

use tingji_sandbox::Cloud;
use tingji_tests::fixtures::record;
use tingji_tests::{Tally, operations, process};

use fixture_files::FixtureFiles;

/// Arguments of `cargo xtask fixtures`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Write nothing; name each file that is missing, stale or superfluous, and fail if there is one
    #[arg(long)]
    check: bool,
}

/// Records all clouds, and writes or compares the files.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    for cloud in Cloud::ALL {
        match write_or_check(cloud, options) {
            Ok(more) => {
                tally.passed += more.passed;
                tally.failures.extend(more.failures);
            }
            Err(why) => tally.failures.push(format!("{cloud}: {why}")),
        }
    }
    tally.failures.iter().for_each(|failure| println!("FAILED {failure}"));
    tally
}

/// Writes or compares the files of a cloud. An operation that the script does not send is a failure.
fn write_or_check(cloud: Cloud, options: &Options) -> Result<Tally, String> {
    let files = FixtureFiles::from(record(cloud)?);
    let folder = folder(cloud);
    let mut tally = if options.check { files.check(&folder)? } else { files.write(&folder)? };
    let names = operations(cloud.name())?;
    let unsent = names.iter().filter(|name| !files.contains(name));
    tally.failures.extend(unsent.map(|name| format!("{cloud}: no script sends {name}")));
    Ok(tally)
}

fn folder(cloud: Cloud) -> PathBuf {
    process::root().join("crates").join(cloud.name()).join("tests/fixtures")
}
