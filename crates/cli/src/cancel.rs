//! Ctrl-C and, on Unix, SIGTERM: both call off what is under way, and it is told how far it came.

use std::future::{Future, pending};
use std::io::IsTerminal;
use std::sync::OnceLock;

use tokio::sync::watch;

use crate::error::Failure;
use crate::lang::pick;
use crate::output;

/// Told once, to everybody who asks then or later: a signal between two steps is not lost.
static CALLED_OFF: OnceLock<watch::Receiver<bool>> = OnceLock::new();

/// Completes when one of them comes, or has come since this was first called.
pub(crate) fn called_off() -> impl Future<Output = ()> + Send + 'static {
    let mut told = CALLED_OFF.get_or_init(listen).clone();
    async move {
        if told.wait_for(|told| *told).await.is_err() {
            pending::<()>().await;
        }
    }
}

/// Whether one has come.
pub(crate) fn is_called_off() -> bool {
    CALLED_OFF.get().is_some_and(|told| *told.borrow())
}

/// What is done before anything is sent, unless it is called off.
pub(crate) async fn unless_called_off<T>(
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    tokio::select! {
        biased;
        () = called_off() => {
            if std::io::stderr().is_terminal() {
                // The terminal shows ^C where the cursor stood.
                output::notice("");
            }
            Err(Failure::new(3, pick("cancelled; nothing was sent", "已取消；未发送任何请求")))
        }
        done = work => done,
    }
}

fn listen() -> watch::Receiver<bool> {
    let (tell, told) = watch::channel(false);
    let came = came();
    tokio::spawn(async move {
        came.await;
        tell.send_replace(true);
    });
    told
}

/// Listens from the moment that this is called.
#[cfg(unix)]
fn came() -> impl Future<Output = ()> {
    use tokio::signal::unix::{Signal, SignalKind, signal};

    async fn next(signal: Option<Signal>) {
        match signal {
            Some(mut signal) => drop(signal.recv().await),
            None => pending().await,
        }
    }
    let of = |kind| signal(kind).ok();
    let (interrupt, terminate) = (of(SignalKind::interrupt()), of(SignalKind::terminate()));
    async {
        tokio::select! {
            () = next(interrupt) => {}
            () = next(terminate) => {}
        }
    }
}

#[cfg(not(unix))]
async fn came() {
    if tokio::signal::ctrl_c().await.is_err() {
        pending::<()>().await;
    }
}
