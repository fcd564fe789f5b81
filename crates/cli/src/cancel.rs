//! Cancellation by Ctrl-C and, on Unix, SIGTERM. Both end the current work and let it report its outcomes.

use std::future::{Future, pending};
use std::io::IsTerminal;
use std::sync::OnceLock;

use tokio::sync::watch;

use crate::error::CliError;
use crate::lang::localized;
use crate::output;

/// The signal state: set once and kept, so that a signal between two steps is not lost.
static CANCELLED: OnceLock<watch::Receiver<bool>> = OnceLock::new();

/// Completes when a signal arrives, or at once if one arrived after the first call of this function.
pub(crate) fn cancelled() -> impl Future<Output = ()> + Send + 'static {
    let mut state = CANCELLED.get_or_init(listen).clone();
    async move {
        if state.wait_for(|is_cancelled| *is_cancelled).await.is_err() {
            pending::<()>().await;
        }
    }
}

/// Returns true once a signal has arrived.
pub(crate) fn is_cancelled() -> bool {
    CANCELLED.get().is_some_and(|state| *state.borrow())
}

/// Runs work that sends nothing, until it ends or a signal arrives.
///
/// # Errors
///
/// The error of the work, or exit code 3 after a signal.
pub(crate) async fn unless_cancelled<T>(
    work: impl Future<Output = Result<T, CliError>>,
) -> Result<T, CliError> {
    tokio::select! {
        biased;
        () = cancelled() => {
            if std::io::stderr().is_terminal() {
                // The terminal shows ^C at the cursor; the message starts on a new line.
                output::notice("");
            }
            Err(CliError::new(3, localized("cancelled; nothing was sent", "已取消；未发送任何请求")))
        }
        done = work => done,
    }
}

/// Starts the task that waits for a signal, and returns its state.
fn listen() -> watch::Receiver<bool> {
    let (sender, receiver) = watch::channel(false);
    let signal = first_signal();
    tokio::spawn(async move {
        signal.await;
        sender.send_replace(true);
    });
    receiver
}

/// Returns a future that completes at the first signal. The handlers are installed before it is polled.
#[cfg(unix)]
fn first_signal() -> impl Future<Output = ()> {
    use tokio::signal::unix::{Signal, SignalKind, signal};

    async fn next(signal: Option<Signal>) {
        match signal {
            Some(mut signal) => drop(signal.recv().await),
            None => pending().await,
        }
    }
    let interrupt = signal(SignalKind::interrupt()).ok();
    let terminate = signal(SignalKind::terminate()).ok();
    async {
        tokio::select! {
            () = next(interrupt) => {}
            () = next(terminate) => {}
        }
    }
}

#[cfg(not(unix))]
async fn first_signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        pending::<()>().await;
    }
}
