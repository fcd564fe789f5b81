//! `fixtures`: the replies that the providers' tests read, as the sandbox gives them.
//!
//! Each cloud has a story, played through the project's own client for it against a sandbox whose clock
//! stands still and whose ids are counted from a seed, so that every run records the same bytes: one file
//! for each operation, and one for each refusal worth knowing.

mod bce;
mod compshare;
mod files;
mod huaweicloud;
mod stage;
mod ucloud;
mod volcengine;

use std::path::PathBuf;

use tingji_sandbox::Cloud;
use tingji_tests::{Tally, operations};
use tokio::runtime::Builder;

use crate::process;
use files::Files;
use stage::Stage;

/// What the command can be told.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Write nothing: name each file that is missing, stale or superfluous, and fail if there is one
    #[arg(long)]
    check: bool,
}

/// Records all five clouds, and writes or compares the files.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    for cloud in Cloud::ALL {
        match one(cloud, options) {
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

/// One cloud: its files, and the operations that its story must play.
fn one(cloud: Cloud, options: &Options) -> Result<Tally, String> {
    let files = record(cloud)?;
    let folder = folder(cloud);
    let mut tally = if options.check { files.check(&folder)? } else { files.write(&folder)? };
    let names = operations(cloud.name())?;
    let unplayed = names.iter().filter(|name| !files.has(name));
    tally.failures.extend(unplayed.map(|name| format!("{cloud}: no story plays {name}")));
    Ok(tally)
}

fn folder(cloud: Cloud) -> PathBuf {
    process::root().join("crates").join(cloud.name()).join("tests/fixtures")
}

fn record(cloud: Cloud) -> Result<Files, String> {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| format!("the runtime did not start: {error}"))?;
    let told = runtime.block_on(async {
        let mut stage = Stage::start().await?;
        match cloud {
            Cloud::Ucloud => ucloud::play(&mut stage).await?,
            Cloud::Compshare => compshare::play(&mut stage).await?,
            Cloud::Bce => bce::play(&mut stage).await?,
            Cloud::Volcengine => volcengine::play(&mut stage).await?,
            Cloud::Huaweicloud => huaweicloud::play(&mut stage).await?,
        }
        Ok(stage.into_files())
    });
    told.map_err(|error: tingji_core::Error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_recorded_alike_on_every_run() {
        for cloud in Cloud::ALL {
            assert_eq!(record(cloud).unwrap(), record(cloud).unwrap(), "{cloud}");
        }
    }
}
