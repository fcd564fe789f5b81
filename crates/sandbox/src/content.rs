//! [`Content`]: what is sent as a body, whole or not.

use std::io;

use axum::body::{Body, Bytes};
use futures_util::stream::{self, StreamExt};

use crate::end::End;

/// A body, as it is to be sent.
#[derive(Clone, Debug)]
pub enum Content {
    /// All of it.
    Whole(Bytes),
    /// The beginning of it, before the connection breaks off.
    Broken {
        /// What is sent.
        begin: Bytes,
        /// The length that is announced.
        length: usize,
    },
    /// So many bytes, or no end of them.
    Filler(Option<usize>),
}

/// A piece of a body that is too large.
static FILLER: [u8; 1 << 16] = [b'.'; 1 << 16];

impl Content {
    /// The beginning of it; the connection breaks off there, or that is told to be all.
    pub(crate) fn half(self, breaks: bool) -> Self {
        let Self::Whole(whole) = self else { return self };
        let begin = whole.slice(..whole.len() / 2);
        // Of an empty body, a byte is announced and never sent.
        if breaks { Self::Broken { begin, length: whole.len().max(1) } } else { Self::Whole(begin) }
    }

    /// The length that has to be told, where it is not that of the body.
    pub(crate) fn announced(&self) -> Option<usize> {
        match self {
            Self::Whole(_) => None,
            Self::Broken { length, .. } => Some(*length),
            Self::Filler(length) => *length,
        }
    }

    pub(crate) fn into_body(self, end: End) -> Body {
        match self {
            Self::Whole(bytes) => Body::from(bytes),
            Self::Broken { begin, .. } => broken(begin),
            Self::Filler(length) => filler(length, end),
        }
    }
}

fn broken(begin: Bytes) -> Body {
    let rest = stream::once(async {
        // What was written before goes out while this waits.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::BrokenPipe))
    });
    Body::from_stream(stream::iter([Ok(begin)]).chain(rest))
}

fn filler(length: Option<usize>, end: End) -> Body {
    let pieces = stream::unfold(length, async |left| {
        let size = left.unwrap_or(FILLER.len()).min(FILLER.len());
        let piece = Ok::<_, io::Error>(Bytes::from_static(&FILLER[..size]));
        (size > 0).then(|| (piece, left.map(|left| left - size)))
    });
    Body::from_stream(pieces.take_until(Box::pin(end.wait())))
}
