//! [`EnterRuntime`]: a tokio runtime for callers without one.
//!
//! Tokio's sockets and timers work only inside a runtime, and a caller may use another executor or none. For
//! such callers, one background thread per process runs a runtime. It starts on first use.

use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll};

use tokio::runtime::{Builder, Handle};

use crate::{Error, ErrorKind, Result};

/// Polls a future inside a runtime: the caller's, else the background one.
pub(crate) struct EnterRuntime<F>(Pin<Box<F>>);

/// Wraps the future so that it runs with any executor.
pub(crate) fn enter_runtime<T, F: Future<Output = Result<T>>>(future: F) -> EnterRuntime<F> {
    EnterRuntime(Box::pin(future))
}

impl<T, F: Future<Output = Result<T>>> Future for EnterRuntime<F> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        if Handle::try_current().is_ok() {
            return self.0.as_mut().poll(context);
        }
        let Some(background) = background() else { return Poll::Ready(Err(no_thread())) };
        let _within = background.enter();
        self.0.as_mut().poll(context)
    }
}

/// Returns the error for a background runtime that can't be started.
fn no_thread() -> Error {
    Error::new(
        ErrorKind::Config,
        crate::message!(
            "no-network-thread",
            "the system can't start a thread for the network; free some threads or file handles"
        ),
    )
}

/// Returns the background runtime. `None` if the system has no thread or file handle left for it.
pub(crate) fn background() -> Option<&'static Handle> {
    static HANDLE: OnceLock<Option<Handle>> = OnceLock::new();
    HANDLE.get_or_init(start).as_ref()
}

/// Starts the background thread, which runs the runtime until the process ends.
fn start() -> Option<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build().ok()?;
    let handle = runtime.handle().clone();
    std::thread::Builder::new()
        .name("tingji-network".to_owned())
        .spawn(move || runtime.block_on(std::future::pending::<()>()))
        .ok()?;
    Some(handle)
}
