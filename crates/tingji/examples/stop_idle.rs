//! Stops all instances of all accounts that match a filter, and fails unless every one is stopped. Ctrl-C ends the
//! program with a report on what was sent.
//!
//! ```sh
//! export BCE_ACCESS_KEY_ID=… BCE_SECRET_ACCESS_KEY=…   # and the variables of other clouds
//! cargo run --package tingji --example stop_idle --features full,rustls-ring -- 'gpu~4090 and age>2d'
//! ```

use std::error::Error;

use tingji::Fleet;

/// Stops the selected instances. Returns their number.
///
/// # Errors
///
/// An account could not be listed, or a target is not stopped.
#[allow(clippy::print_stdout, reason = "an example may print")]
pub(crate) async fn stop_idle(
    fleet: &Fleet,
    filter: &str,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<usize, Box<dyn Error + Send + Sync>> {
    let idle = fleet.select(filter).await?;
    for one in &idle {
        println!("{}: {}, {}", one.target, one.instance.name, one.instance.state);
    }
    let reports = fleet.stop(&idle).on_progress(|event| println!("{event}")).cancel_on(shutdown).await;
    Ok(reports.into_result()?.len())
}

/// Completes at the first Ctrl-C.
#[allow(dead_code, reason = "the test does not run main")]
async fn ctrl_c() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[allow(clippy::print_stdout, reason = "an example may print")]
#[allow(dead_code, reason = "the test does not run main")]
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let filter = std::env::args().nth(1).ok_or("a filter is missing, such as 'gpu~4090 and age>2d'")?;
    let stopped = stop_idle(&Fleet::from_env()?, &filter, ctrl_c()).await?;
    println!("{stopped} instances are stopped");
    Ok(())
}
