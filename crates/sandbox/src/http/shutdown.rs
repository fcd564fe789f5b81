//! [`ShutdownSignal`]: the end of the sandbox.

use tokio::sync::watch;

/// Signal that completes when the sandbox is dropped.
#[derive(Clone, Debug)]
pub(crate) struct ShutdownSignal(pub(crate) watch::Receiver<()>);

impl ShutdownSignal {
    /// Waits until the sandbox is dropped.
    pub(crate) async fn wait(mut self) {
        // The sender never sends a value; dropping it ends the loop.
        while self.0.changed().await.is_ok() {}
    }
}
