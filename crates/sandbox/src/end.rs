//! [`End`]: the end of the sandbox, for those who wait for it.

use tokio::sync::watch;

/// The end of the sandbox, for those who wait for it.
#[derive(Clone, Debug)]
pub(crate) struct End(pub(crate) watch::Receiver<()>);

impl End {
    pub(crate) async fn wait(mut self) {
        // The sender sends nothing: it goes with the sandbox, which ends the waiting.
        while self.0.changed().await.is_ok() {}
    }
}
