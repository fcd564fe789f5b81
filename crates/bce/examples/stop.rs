//! Stops one instance at Baidu, and waits until its state is stopped.
//!
//! ```sh
//! BCE_ACCESS_KEY_ID=… BCE_SECRET_ACCESS_KEY=… stop bj i-YufwpQAe
//! ```
//!
//! `cargo xtask weight` measures this program, built with the profile `small`.

use std::env::{args, var};
use std::error::Error;
use std::process::ExitCode;

use tingji_bce::Client;
use tingji_core::Credential;
use tingji_core::clock::SystemClock;
use tingji_core::engine::{ActionOptions, Outcome};
use tingji_core::fleet::{Job, RunContext, run_all};

#[tokio::main(flavor = "current_thread")]
#[allow(clippy::print_stdout, clippy::print_stderr, reason = "a program speaks to people on the terminal")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<_> = args().skip(1).collect();
    let [region, id] = &arguments[..] else {
        eprintln!("usage: stop REGION INSTANCE");
        return Ok(ExitCode::from(2));
    };
    let credential = Credential::new(var("BCE_ACCESS_KEY_ID")?, var("BCE_SECRET_ACCESS_KEY")?);
    let mut builder = Client::builder(credential).region(region.as_str());
    if let Ok(endpoint) = var("TINGJI_BCE_ENDPOINT") {
        builder = builder.endpoint(&endpoint)?;
    }
    let client = builder.build()?;
    let clock = SystemClock::new();
    let reports =
        run_all(&client, &[Job::new(id.parse()?)], ActionOptions::default(), RunContext::new(&clock)).await;
    for report in &reports {
        println!("{}: {}", report.outcome, report.message());
    }
    let is_stopped =
        reports.iter().all(|report| matches!(report.outcome, Outcome::Stopped | Outcome::AlreadyStopped));
    Ok(if is_stopped { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
