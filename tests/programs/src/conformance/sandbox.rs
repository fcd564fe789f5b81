//! A sandbox that runs beside this thread.

use tingji_sandbox::{Sandbox, Scenario};
use tokio::runtime::{Builder, Runtime};

/// Starts a sandbox on a thread of the returned runtime, so that this thread may wait for scripts.
pub(super) fn start(scenario: Scenario) -> Result<(Runtime, Sandbox), String> {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| format!("the runtime did not start: {error}"))?;
    let sandbox = runtime.block_on(Sandbox::start(scenario));
    let sandbox = sandbox.map_err(|error| format!("the sandbox did not start: {error}"))?;
    Ok((runtime, sandbox))
}
