//! [`Timeouts`]: the time limits of one attempt.

use std::time::Duration;

/// Time limits of one attempt to send a request. They cannot be turned off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Limit for opening a connection, TLS handshake and proxy tunnel included. Default 5 s.
    pub connect: Duration,
    /// Limit for the whole attempt, from connecting to the last byte of the response. Default 30 s.
    pub attempt: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), attempt: Duration::from_secs(30) }
    }
}
