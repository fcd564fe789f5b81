//! [`ResponseBody`]: a body, complete or damaged by a fault.

use std::io;

use axum::body::{Body, Bytes};
use futures_util::stream::{self, StreamExt};

use crate::http::shutdown::ShutdownSignal;

/// Body of a response.
#[derive(Clone, Debug)]
pub enum ResponseBody {
    /// The complete body.
    Complete(Bytes),
    /// The beginning of a body; the connection ends after it.
    Truncated {
        /// The bytes that are sent.
        sent: Bytes,
        /// The larger length that `Content-Length` announces, in bytes.
        content_length: usize,
    },
    /// This many filler bytes, or filler bytes without end.
    Filler(Option<usize>),
}

/// A chunk of a filler body.
static FILLER_CHUNK: [u8; 1 << 16] = [b'.'; 1 << 16];

impl ResponseBody {
    /// Keeps the first half of a complete body. Without `keep_content_length`, the half is sent as a whole body.
    pub(crate) fn truncated(self, keep_content_length: bool) -> Self {
        let Self::Complete(whole) = self else { return self };
        let half = whole.slice(..whole.len() / 2);
        if keep_content_length {
            // An empty body announces one byte that is never sent.
            Self::Truncated { sent: half, content_length: whole.len().max(1) }
        } else {
            Self::Complete(half)
        }
    }

    /// Value of `Content-Length` where it differs from the length that the server computes.
    pub(crate) fn content_length(&self) -> Option<usize> {
        match self {
            Self::Complete(_) => None,
            Self::Truncated { content_length, .. } => Some(*content_length),
            Self::Filler(length) => *length,
        }
    }

    /// Converts to a streamed body. A body without end stops when the sandbox shuts down.
    pub(crate) fn into_body(self, shutdown: ShutdownSignal) -> Body {
        match self {
            Self::Complete(bytes) => Body::from(bytes),
            Self::Truncated { sent, .. } => truncated_body(sent),
            Self::Filler(length) => filler_body(length, shutdown),
        }
    }
}

fn truncated_body(sent: Bytes) -> Body {
    let failure = stream::once(async {
        // Yielding lets the server write the first part before it sees the error.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::BrokenPipe))
    });
    Body::from_stream(stream::iter([Ok(sent)]).chain(failure))
}

fn filler_body(length: Option<usize>, shutdown: ShutdownSignal) -> Body {
    let chunks = stream::unfold(length, async |remaining| {
        let size = remaining.unwrap_or(FILLER_CHUNK.len()).min(FILLER_CHUNK.len());
        if size == 0 {
            return None;
        }
        let chunk = Ok::<_, io::Error>(Bytes::from_static(&FILLER_CHUNK[..size]));
        Some((chunk, remaining.map(|remaining| remaining - size)))
    });
    Body::from_stream(chunks.take_until(Box::pin(shutdown.wait())))
}
