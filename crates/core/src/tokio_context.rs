//! A tokio runtime for whoever has none.
//!
//! Sockets and timers of tokio work only within a runtime. A caller may wait with another executor, or
//! on a thread without any; for these a runtime runs on a thread in the background. It is started when
//! it is first needed, and there is one for the whole process.

use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll};

use tokio::runtime::{Builder, Handle};

use crate::{Error, ErrorKind, Result};

/// A future that is polled within a runtime: the caller's, or else the one in the background.
pub(crate) struct EnterRuntime<F>(Pin<Box<F>>);

pub(crate) fn enter_runtime<T, F: Future<Output = Result<T>>>(future: F) -> EnterRuntime<F> {
    EnterRuntime(Box::pin(future))
}

impl<T, F: Future<Output = Result<T>>> Future for EnterRuntime<F> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        if Handle::try_current().is_ok() {
            return self.0.as_mut().poll(context);
        }
        let Some(background) = background() else { return Poll::Ready(Err(none())) };
        let _within = background.enter();
        self.0.as_mut().poll(context)
    }
}

fn none() -> Error {
    Error::new(ErrorKind::Config, "no thread can be had for the network")
}

/// The runtime in the background; `None` if this machine has no thread or no file handle left for it.
pub(crate) fn background() -> Option<&'static Handle> {
    static HANDLE: OnceLock<Option<Handle>> = OnceLock::new();
    HANDLE.get_or_init(start).as_ref()
}

fn start() -> Option<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build().ok()?;
    let handle = runtime.handle().clone();
    let run = move || runtime.block_on(std::future::pending::<()>());
    std::thread::Builder::new().name("tingji-network".to_owned()).spawn(run).ok()?;
    Some(handle)
}
