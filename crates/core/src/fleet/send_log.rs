//! [`SendLog`]: what was sent, written down before it is sent.

use std::fmt::Debug;

use crate::engine::Report;
use crate::{Error, Result};

/// Keeps what a crash would take away. Positions are those of the list given.
pub trait SendLog: Send + Sync + Debug {
    /// Stops are about to be sent. They are sent only if this is written for good: an
    /// implementation returns when it would survive a loss of power.
    ///
    /// # Errors
    ///
    /// What kept it from being written; nothing is sent then.
    fn sending(&self, positions: &[usize]) -> Result<()>;

    /// What the vendor said to a stop: its request id, or its error.
    fn answered(&self, position: usize, answer: std::result::Result<Option<&str>, &Error>);

    /// How it ended.
    fn done(&self, position: usize, report: &Report);
}

/// Writes nothing down.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSendLog;

impl SendLog for NoSendLog {
    fn sending(&self, _positions: &[usize]) -> Result<()> {
        Ok(())
    }

    fn answered(&self, _position: usize, _answer: std::result::Result<Option<&str>, &Error>) {}

    fn done(&self, _position: usize, _report: &Report) {}
}
