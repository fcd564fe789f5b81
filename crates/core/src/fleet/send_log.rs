//! [`SendLog`]: the record of requests, written before they are sent.

use std::fmt::Debug;

use crate::engine::Report;
use crate::{Error, Result};

/// Record of requests that survives a crash, so that a later process can finish the jobs. Positions are those
/// of the jobs in the list of the run.
pub trait SendLog: Send + Sync + Debug {
    /// Records that the requests of these jobs are about to be sent. Returns when the record would survive a
    /// loss of power.
    ///
    /// # Errors
    ///
    /// The reason why the record could not be written. None of the requests is sent then.
    fn sending(&self, positions: &[usize]) -> Result<()>;

    /// Records the vendor's response to a request: its request id, or its error.
    fn answered(&self, position: usize, answer: std::result::Result<Option<&str>, &Error>);

    /// Records the report of a finished job.
    fn done(&self, position: usize, report: &Report);
}

/// Record that writes nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSendLog;

impl SendLog for NoSendLog {
    fn sending(&self, _positions: &[usize]) -> Result<()> {
        Ok(())
    }

    fn answered(&self, _position: usize, _answer: std::result::Result<Option<&str>, &Error>) {}

    fn done(&self, _position: usize, _report: &Report) {}
}
