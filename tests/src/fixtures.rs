//! The responses of the sandbox that the providers' tests read.
//!
//! Each cloud has a script, which runs through this project's client against a sandbox with a stopped clock
//! and seeded ids, so that every run records the same bytes: one file for each operation, and one for each
//! relevant refusal. `cargo xtask fixtures` writes the files.

mod bce;
mod compshare;
mod harness;
mod huaweicloud;
mod ucloud;
mod volcengine;

use std::collections::BTreeMap;

use futures_util::future::LocalBoxFuture;
use tingji_core::Result;
use tingji_sandbox::Cloud;
use tokio::runtime::Builder;

use harness::Harness;

/// A function that sends the requests of one cloud.
type Script = for<'a> fn(&'a mut Harness) -> LocalBoxFuture<'a, Result<()>>;

/// The script of each cloud, by the name of the cloud.
const SCRIPTS: [(&str, Script); 5] = [
    ("ucloud", |harness| Box::pin(ucloud::run(harness))),
    ("compshare", |harness| Box::pin(compshare::run(harness))),
    ("bce", |harness| Box::pin(bce::run(harness))),
    ("volcengine", |harness| Box::pin(volcengine::run(harness))),
    ("huaweicloud", |harness| Box::pin(huaweicloud::run(harness))),
];

/// Runs the script of a cloud and returns the recorded files: the text of each by its path in the folder.
///
/// # Errors
///
/// The cloud has no script, or a request of the script failed unexpectedly.
pub fn record(cloud: Cloud) -> Result<BTreeMap<String, String>, String> {
    let script = SCRIPTS.iter().find(|(name, _)| *name == cloud.name());
    let (_, script) = script.ok_or_else(|| format!("{cloud} has no script in tests/src/fixtures"))?;
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| format!("the runtime did not start: {error}"))?;
    runtime.block_on(run(*script)).map_err(|error| error.to_string())
}

async fn run(script: Script) -> Result<BTreeMap<String, String>> {
    let mut harness = Harness::start().await?;
    script(&mut harness).await?;
    Ok(harness.into_files())
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
