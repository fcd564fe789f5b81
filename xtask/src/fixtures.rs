//! `fixtures`: the recorded responses of the sandbox that the providers' tests read.
//!
//! Each cloud has a script, which runs through this project's client against a sandbox with a stopped clock and
//! seeded ids, so that every run records the same bytes: one file for each operation, and one for each relevant
//! refusal.

mod bce;
mod compshare;
mod fixture_files;
mod harness;
mod huaweicloud;
mod ucloud;
mod volcengine;

use std::path::PathBuf;

use tingji_sandbox::Cloud;
use tingji_tests::{Tally, operations};
use tokio::runtime::Builder;

use crate::process;
use fixture_files::FixtureFiles;
use harness::Harness;

/// Arguments of `cargo xtask fixtures`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Write nothing; name each file that is missing, stale or superfluous, and fail if there is one
    #[arg(long)]
    check: bool,
}

/// Records all five clouds, and writes or compares the files.
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
    let files = record(cloud)?;
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

/// Runs the script of a cloud and returns the recorded responses.
fn record(cloud: Cloud) -> Result<FixtureFiles, String> {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| format!("the runtime did not start: {error}"))?;
    let result = runtime.block_on(async {
        let mut harness = Harness::start().await?;
        match cloud {
            Cloud::Ucloud => ucloud::run(&mut harness).await?,
            Cloud::Compshare => compshare::run(&mut harness).await?,
            Cloud::Bce => bce::run(&mut harness).await?,
            Cloud::Volcengine => volcengine::run(&mut harness).await?,
            Cloud::Huaweicloud => huaweicloud::run(&mut harness).await?,
        }
        Ok(harness.into_files())
    });
    result.map_err(|error: tingji_core::Error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_runs_record_the_same_bytes() {
        for cloud in Cloud::ALL {
            assert_eq!(record(cloud).unwrap(), record(cloud).unwrap(), "{cloud}");
        }
    }
}
