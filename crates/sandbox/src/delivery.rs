//! [`Delivered`]: what becomes of an answer, for a server or a simulation to carry out.

use axum::http::Response;

pub use crate::content::Content;

/// What a client gets to see.
#[derive(Debug)]
pub enum Delivered {
    /// An answer.
    Answer(Response<Content>),
    /// Nothing; the connection stays open until the client gives up.
    Silence,
    /// The connection is reset.
    Reset,
    /// The connection is closed.
    Close,
}
